# expect: unchanged
import os

import requests

body = {
    "model": "deepseek-v4-flash",
    "thinking": {"type": "disabled"},
    "messages": [{"role": "user", "content": "Raw and current"}],
    "temperature": 0.1,
}
reply = requests.post(
    "https://api.deepseek.com/chat/completions",
    json=body,
    headers={"Authorization": f"Bearer {os.environ['DEEPSEEK_API_KEY']}"},
    timeout=30,
)
print(reply.json()["choices"][0]["message"]["content"])
