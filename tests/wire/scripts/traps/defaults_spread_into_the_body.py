# expect: fix
# mode: disabled
import os

import requests

DEFAULTS = {"model": "deepseek-chat", "temperature": 0.2, "max_tokens": 300}


def send(messages, **overrides):
    body = {**DEFAULTS, "messages": messages, "stream": False}
    return requests.post(
        "https://api.deepseek.com/chat/completions",
        json=body,
        headers={"Authorization": f"Bearer {os.environ['DEEPSEEK_API_KEY']}"},
        timeout=overrides.get("timeout", 30),
    )


print(send([{"role": "user", "content": "Spread me"}]).json()["choices"][0]["message"]["content"])
