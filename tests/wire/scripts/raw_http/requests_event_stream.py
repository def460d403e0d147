# expect: fix
# mode: disabled
import json
import os

import requests

URL = "https://api.deepseek.com/chat/completions"
KEY = os.environ["DEEPSEEK_API_KEY"]


def stream_chat(messages):
    with requests.post(
        URL,
        headers={"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"},
        json={
            "model": "deepseek-chat",
            "messages": messages,
            "stream": True,
        },
        stream=True,
        timeout=60,
    ) as response:
        for line in response.iter_lines(decode_unicode=True):
            if not line or not line.startswith("data: "):
                continue
            if line == "data: [DONE]":
                return
            delta = json.loads(line[len("data: "):])["choices"][0]["delta"]
            yield delta.get("content") or delta.get("reasoning_content") or ""


print("".join(stream_chat([{"role": "user", "content": "Stream to me."}])))
