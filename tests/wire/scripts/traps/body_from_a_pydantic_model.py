# expect: unchanged
# mode: disabled
# exit: any
# unsafe: may break
# after: fails
import os

import requests
from pydantic import BaseModel


class ChatRequest(BaseModel):
    model: str = "deepseek-chat"
    messages: list[dict]
    temperature: float = 0.5


body = ChatRequest(messages=[{"role": "user", "content": "Dumped"}])
reply = requests.post(
    "https://api.deepseek.com/chat/completions",
    headers={"Authorization": f"Bearer {os.environ['DEEPSEEK_API_KEY']}"},
    json=body.model_dump(),
    timeout=30,
)
reply.raise_for_status()
print(reply.json()["choices"][0]["message"]["content"])
