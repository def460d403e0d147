# expect: unchanged
import os

import httpx

response = httpx.post(
    "https://api.deepinfra.com/v1/openai/chat/completions",
    headers={"Authorization": f"Bearer {os.environ['LLM_API_KEY']}"},
    json=dict(
        model="deepseek-ai/DeepSeek-R1",
        messages=[{"role": "user", "content": "Far away"}],
        temperature=0.6,
        presence_penalty=0.5,
    ),
)
print(response.json()["choices"][0]["message"]["content"])
