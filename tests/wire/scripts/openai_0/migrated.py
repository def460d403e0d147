# expect: unchanged
import os

import openai

openai.api_key = os.environ["DEEPSEEK_API_KEY"]
openai.api_base = "https://api.deepseek.com"

reply = openai.ChatCompletion.create(
    model="deepseek-v4-flash",
    messages=[{"role": "user", "content": "What is new?"}],
    thinking={"type": "disabled"},
)
print(reply.choices[0].message.content)
