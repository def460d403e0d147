# expect: unchanged
# exit: any
import os

import requests

LOG = ["12:00 deepseek-chat 200", "12:01 gpt-4o 200", "12:02 deepseek-reasoner 500"]
failed = [line for line in LOG if "deepseek-reasoner" in line and line.endswith("500")]

reply = requests.post(
    "https://api.deepseek.com/chat/completions",
    headers={"Authorization": f"Bearer {os.environ['DEEPSEEK_API_KEY']}"},
    json={
        "model": "deepseek-v4-flash",
        "messages": [{"role": "user", "content": f"Explain {len(failed)} failures"}],
        "thinking": {"type": "disabled"},
    },
    timeout=30,
)
print(reply.json()["choices"][0]["message"]["content"])
