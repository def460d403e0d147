# expect: unchanged
import os

from openai import OpenAI

ACCOUNT, GATEWAY = "0123abcd", "notes"
# The gateway has its own routes and its own idea of when a name ends.
client = OpenAI(
    api_key=os.environ["DEEPSEEK_API_KEY"],
    base_url=f"https://gateway.ai.cloudflare.com/v1/{ACCOUNT}/{GATEWAY}/deepseek",
)
answer = client.chat.completions.create(model="deepseek-chat", messages=[{"role": "user", "content": "Through a gateway"}])
print(answer.choices[0].message.content)
