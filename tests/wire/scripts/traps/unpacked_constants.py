# expect: fix
# mode: disabled
import os

from openai import OpenAI

BASE_URL, MODEL = "https://api.deepseek.com/v1", "deepseek-chat"

with OpenAI(base_url=BASE_URL, api_key=os.environ["DEEPSEEK_API_KEY"]) as client:
    answer = client.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": "Two at once"}])
print(answer.choices[0].message.content)
