# expect: fix
# mode: disabled
import os

import httpx

payload = {"messages": [{"role": "user", "content": "Bit by bit"}]}
payload["model"] = "deepseek-chat"
payload.update({"temperature": 0.1, "stop": ["###"]})

reply = httpx.post(
    "https://api.deepseek.com/chat/completions",
    json=payload,
    headers={"Authorization": f"Bearer {os.environ['DEEPSEEK_API_KEY']}"},
)
print(reply.json()["choices"][0]["message"]["content"])
