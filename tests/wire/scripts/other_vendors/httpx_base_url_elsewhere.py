# expect: unchanged
import os

import httpx

with httpx.Client(
    base_url="https://api.novita.ai/v3/openai", headers={"Authorization": f"Bearer {os.environ['LLM_API_KEY']}"}
) as client:
    body = {"model": "deepseek/deepseek-chat", "messages": [{"role": "user", "content": "Relative path"}]}
    print(client.post("/chat/completions", json=body).json()["choices"][0]["message"]["content"])
