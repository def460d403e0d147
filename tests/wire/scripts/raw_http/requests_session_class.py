# expect: fix
# mode: disabled
import os
from typing import Any

import requests

BASE_URL = "https://api.deepseek.com/v1"


class DeepSeekClient:
    def __init__(self, api_key: str, model: str = "deepseek-chat"):
        self.model = model
        self.session = requests.Session()
        self.session.headers.update({"Authorization": f"Bearer {api_key}", "User-Agent": "notes/1.0"})

    def chat(self, prompt: str, **extra: float) -> str:
        payload: dict[str, Any] = {
            "model": self.model,
            "messages": [{"role": "user", "content": prompt}],
            "max_tokens": 500,
        }
        response = self.session.post(f"{BASE_URL}/chat/completions", json=payload, timeout=(5, 60))
        response.raise_for_status()
        return response.json()["choices"][0]["message"]["content"]


client = DeepSeekClient(os.environ["DEEPSEEK_API_KEY"])
print(client.chat("What is in my notes?"))
print(client.chat("And what is not?"))
