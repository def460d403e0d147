# expect: unchanged
import os

import requests

# A mirror of the API's documentation server, run by somebody else.
URL = "https://api.deepseek.com.proxy.example.net/v1/chat/completions"
reply = requests.post(
    URL,
    headers={"Authorization": f"Bearer {os.environ['LLM_API_KEY']}"},
    json={"model": "deepseek-chat", "messages": [{"role": "user", "content": "Almost the same name"}]},
    timeout=30,
)
print(reply.json()["choices"][0]["message"]["content"])
