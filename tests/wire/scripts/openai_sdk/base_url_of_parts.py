# expect: fix
# mode: disabled
import os

from openai import OpenAI

DEEPSEEK_HOST = "api.deepseek.com"
API_VERSION = "v1"

client = OpenAI(
    api_key=os.environ["DEEPSEEK_API_KEY"],
    base_url=f"https://{DEEPSEEK_HOST}/{API_VERSION}",
)
answer = client.chat.completions.create(
    model="deepseek-chat", messages=[{"role": "user", "content": "Who wrote Faust?"}]
)
print(answer.choices[0].message.content, DEEPSEEK_HOST)
