# expect: fix
# mode: disabled
import os

import requests

response = requests.post(
    "https://api.deepseek.com/anthropic/v1/messages",
    headers={
        "x-api-key": os.environ["DEEPSEEK_API_KEY"],
        "anthropic-version": "2023-06-01",
        "content-type": "application/json",
    },
    json={
        "model": "deepseek-chat",
        "max_tokens": 200,
        "messages": [{"role": "user", "content": "Bonjour"}],
    },
    timeout=60,
)
print("".join(block.get("text", "") for block in response.json()["content"]))
