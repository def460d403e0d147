# expect: fix
# mode: disabled, none
import os

import httpx

client = httpx.Client(
    base_url="https://api.deepseek.com/beta",
    headers={"Authorization": f"Bearer {os.environ['DEEPSEEK_API_KEY']}"},
)


def _post(path, body):
    return client.post(path, json=body).json()


def chat(text):
    return _post("/chat/completions", {"model": "deepseek-chat", "messages": [{"role": "user", "content": text}]})


def complete(prompt, suffix):
    return _post("/completions", {"model": "deepseek-chat", "prompt": prompt, "suffix": suffix})


print(chat("What is 1 + 1?")["choices"][0]["message"]["content"])
print(complete("def add(a, b):", "    return c")["choices"][0]["text"])
