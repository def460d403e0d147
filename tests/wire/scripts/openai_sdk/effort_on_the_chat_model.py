# expect: fix
# mode: disabled
# drops: reasoning_effort
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")

response = client.chat.completions.create(
    model="deepseek-chat",
    messages=[{"role": "user", "content": "Write a haiku about ports."}],
    reasoning_effort="high",
    temperature=1.5,
)
print(response.choices[0].message.content)
