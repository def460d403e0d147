# expect: unchanged
import os

import openai

client = openai.OpenAI(api_key=os.environ["RELAY_API_KEY"])
client.base_url = "https://oneapi.example.com/v1"

answer = client.chat.completions.create(
    model="deepseek-chat",
    messages=[{"role": "user", "content": "Not the official one"}],
)
print(answer.choices[0].message.content)
