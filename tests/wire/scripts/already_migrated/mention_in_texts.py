# expect: unchanged
"""Ask DeepSeek.

Since July the names deepseek-chat and deepseek-reasoner are gone; set nothing, or DEEPSEEK_MODEL=deepseek-v4-pro.
"""

import os

import requests

URL = "https://api.deepseek.com/v1/chat/completions"

session = requests.Session()
session.headers["Authorization"] = f"Bearer {os.environ['DEEPSEEK_API_KEY']}"
reply = session.post(
    URL,
    json={
        "model": "deepseek-v4-pro",
        "messages": [{"role": "user", "content": "What replaced deepseek-chat?"}],
        "thinking": {"type": "enabled"},
    },
)
print(reply.json()["choices"][0]["message"]["content"])
