# expect: unchanged
"""Tries one relay after the other; DeepSeek itself is not among them."""

import os

import requests

RELAYS = [
    ("https://first.example.com/v1/chat/completions", "deepseek-chat"),
    ("https://second.example.com/v1/chat/completions", "deepseek/deepseek-chat"),
]


def ask(text):
    for url, model in RELAYS:
        response = requests.post(
            url,
            headers={"Authorization": f"Bearer {os.environ['RELAY_API_KEY']}"},
            json={"model": model, "messages": [{"role": "user", "content": text}]},
            timeout=10,
        )
        if response.ok:
            return response.json()["choices"][0]["message"]["content"]
    raise RuntimeError("no relay answered")


print(ask("Anyone?"))
