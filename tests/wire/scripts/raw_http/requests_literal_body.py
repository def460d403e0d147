# expect: fix
# mode: disabled
import os

import requests


def translate(text):
    r = requests.post(
        "https://api.deepseek.com/v1/chat/completions",
        headers={"Authorization": "Bearer " + os.environ["DEEPSEEK_API_KEY"]},
        json={"model": "deepseek-chat", "messages": [{"role": "user", "content": f"In English: {text}"}], "temperature": 0.1},
        timeout=30,
    )
    r.raise_for_status()
    return r.json()["choices"][0]["message"]["content"]


print(translate("Guten Abend"))
