# expect: fix
# mode: disabled
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")

answer = client.chat.completions.create(
    model="deepseek-chat",
    messages=[{"role": "user", "content": "Which tenant am I?"}],
    extra_body={"user_id": "tenant-7"},
    extra_headers={"X-Request-Source": "nightly"},
)
print(answer.choices[0].message.content)
