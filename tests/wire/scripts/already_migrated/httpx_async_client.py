# expect: unchanged
import asyncio
import os

import httpx

BODY = {"model": "deepseek-v4-flash", "thinking": {"type": "disabled"}, "temperature": 1.2}


async def main():
    async with httpx.AsyncClient(
        base_url="https://api.deepseek.com/v1", headers={"Authorization": f"Bearer {os.environ['DEEPSEEK_API_KEY']}"}
    ) as client:
        reply = await client.post(
            "/chat/completions", json={**BODY, "messages": [{"role": "user", "content": "Spread out"}]}
        )
        print(reply.json()["choices"][0]["message"]["content"])


asyncio.run(main())
