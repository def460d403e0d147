# expect: unsafe
# mode: disabled
# env: DEEPSEEK_BASE_URL=https://api.deepseek.com
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url=os.getenv("DEEPSEEK_BASE_URL"))
answer = client.chat.completions.create(
    model="deepseek-chat",
    messages=[{"role": "user", "content": "Where am I?"}],
)
print(answer.choices[0].message.content)
