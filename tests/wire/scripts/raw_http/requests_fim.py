# expect: fix
# mode: none
import os

import requests

r = requests.post(
    "https://api.deepseek.com/beta/completions",
    headers={"Authorization": f"Bearer {os.environ['DEEPSEEK_API_KEY']}"},
    json={"model": "deepseek-chat", "prompt": "def add(a, b):", "suffix": "    return c", "max_tokens": 64},
)
print(r.json()["choices"][0]["text"])
