# expect: unchanged
# exit: any
# env: LLM_REGION=eu
import os

import requests

API = f"https://{os.environ['LLM_REGION']}.llm.example.com/v1/chat/completions"
reply = requests.post(
    API,
    headers={"Authorization": f"Bearer {os.environ['LLM_API_KEY']}"},
    json={"model": "deepseek-chat", "messages": [{"role": "user", "content": "Near me"}]},
    timeout=30,
)
print(reply.json()["choices"][0]["message"]["content"])
