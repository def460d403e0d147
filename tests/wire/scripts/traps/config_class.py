# expect: fix
# mode: disabled
import os

import requests


class Config:
    API_KEY = os.environ["DEEPSEEK_API_KEY"]
    BASE_URL = "https://api.deepseek.com"
    MODEL = "deepseek-chat"
    TIMEOUT = 20


class Client:
    def post(self, messages):
        return requests.post(
            Config.BASE_URL + "/v1/chat/completions",
            headers={"Authorization": f"Bearer {Config.API_KEY}"},
            json={"model": Config.MODEL, "messages": messages, "top_p": 0.9},
            timeout=Config.TIMEOUT,
        ).json()


print(Client().post([{"role": "user", "content": "Class attributes"}])["choices"][0]["message"]["content"])
