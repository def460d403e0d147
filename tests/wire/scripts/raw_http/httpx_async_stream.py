# expect: fix
# mode: disabled
import asyncio
import json
import os

import httpx

API = "https://api.deepseek.com/v1/chat/completions"


async def stream(prompt: str) -> str:
    body = {
        "model": "deepseek-chat",
        "stream": True,
        "messages": [{"role": "user", "content": prompt}],
    }
    headers = {"Authorization": f"Bearer {os.environ['DEEPSEEK_API_KEY']}"}
    text = ""
    async with httpx.AsyncClient(timeout=None) as client:
        async with client.stream("POST", API, json=body, headers=headers) as response:
            async for line in response.aiter_lines():
                if line.startswith("data: {"):
                    text += json.loads(line[6:])["choices"][0]["delta"].get("content") or ""
    return text


print(asyncio.run(stream("Tell me a joke")))
