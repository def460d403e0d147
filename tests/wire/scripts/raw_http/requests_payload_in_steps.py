# expect: fix
# mode: disabled
import os

import requests

MODEL = "deepseek-chat"
ENDPOINT = "https://api.deepseek.com/chat/completions"


def build_headers():
    return {"Authorization": f"Bearer {os.environ['DEEPSEEK_API_KEY']}"}


def ask(prompt, history=None, temperature=None):
    messages = list(history or [])
    messages.append({"role": "user", "content": prompt})
    payload = {"model": MODEL, "messages": messages}
    if temperature is not None:
        payload["temperature"] = temperature
    payload["stream"] = False
    response = requests.post(ENDPOINT, json=payload, headers=build_headers(), timeout=60)
    return response.json()["choices"][0]["message"]["content"]


print(ask("first"))
print(ask("second", temperature=0.9))
