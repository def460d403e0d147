# expect: unsafe
# mode: disabled
import os

import requests

API_KEY = os.environ["DEEPSEEK_API_KEY"]
MODEL = os.environ.get("LLM_MODEL", "deepseek-chat")

response = requests.post(
    "https://api.deepseek.com/v1/chat/completions",
    headers={"Authorization": f"Bearer {API_KEY}"},
    json={"model": MODEL, "messages": [{"role": "user", "content": "Hello"}], "temperature": 0.5},
    timeout=30,
)
print(response.json()["choices"][0]["message"]["content"])
