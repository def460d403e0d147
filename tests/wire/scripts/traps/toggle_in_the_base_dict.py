# expect: fix
# mode: none
import os

from openai import OpenAI

BASE = {"extra_body": {"thinking": {"type": "disabled"}}, "temperature": 0.9}
client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
answer = client.chat.completions.create(
    model="deepseek-chat", messages=[{"role": "user", "content": "Already said"}], **BASE
)
print(answer.choices[0].message.content)
