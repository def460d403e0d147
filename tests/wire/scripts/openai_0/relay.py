# expect: unchanged
import os

import openai

openai.api_key = os.environ["RELAY_API_KEY"]
openai.api_base = "https://api.siliconflow.cn/v1"

reply = openai.ChatCompletion.create(
    model="deepseek-chat",
    messages=[{"role": "user", "content": "Which model are you?"}],
)
print(reply["choices"][0]["message"]["content"])
