# expect: fix
# mode: disabled
import os

import openai

openai.api_key = os.getenv("DEEPSEEK_API_KEY")
openai.api_base = "https://api.deepseek.com/v1"

response = openai.ChatCompletion.create(
    model="deepseek-chat",
    messages=[
        {"role": "system", "content": "You are a helpful assistant."},
        {"role": "user", "content": "Name three rivers in France."},
    ],
    temperature=0.7,
    max_tokens=512,
)
print(response.choices[0].message["content"])
