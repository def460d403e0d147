# expect: unchanged
import os

import httpx


class ChatClient:
    def __init__(self, base_url: str, model: str):
        self.http = httpx.Client(base_url=base_url, headers={"Authorization": f"Bearer {os.environ['LLM_API_KEY']}"})
        self.model = model

    def ask(self, text: str) -> str:
        body = {"model": self.model, "messages": [{"role": "user", "content": text}]}
        return self.http.post("/chat/completions", json=body).json()["choices"][0]["message"]["content"]


print(ChatClient("https://llm.example.com/v1", "deepseek-chat").ask("At ours"))
print(ChatClient("https://api.deepseek.com/v1", "deepseek-v4-pro").ask("At theirs"))
