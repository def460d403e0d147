# expect: unsafe
# mode: disabled
import os

from openai import OpenAI

MODEL = os.getenv("DEEPSEEK_MODEL", "deepseek-chat")
client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")

answer = client.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": "Which am I?"}])
print(answer.choices[0].message.content)
