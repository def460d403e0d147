# expect: fix
# mode: none, disabled
import os

import requests

BASE = "https://api.deepseek.com/beta"
HEADERS = {"Authorization": f"Bearer {os.environ['DEEPSEEK_API_KEY']}"}


def post(path, payload):
    return requests.post(f"{BASE}{path}", headers=HEADERS, json=payload, timeout=60).json()


def fim(text):
    return post("/completions", {"model": "deepseek-chat", "prompt": text, "suffix": ""})


def chat(text):
    return post("/chat/completions", {"model": "deepseek-chat", "messages": [{"role": "user", "content": text}]})


print(fim("def add(a, b):")["choices"][0]["text"])
print(chat("What is 1 + 1?")["choices"][0]["message"]["content"])
