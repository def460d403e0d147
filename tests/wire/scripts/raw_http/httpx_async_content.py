# expect: fix
# mode: enabled
import asyncio
import json
import os

import httpx

HEADERS = {
    "Authorization": f"Bearer {os.environ['DEEPSEEK_API_KEY']}",
    "Content-Type": "application/json",
}


async def main():
    async with httpx.AsyncClient() as client:
        r = await client.post(
            "https://api.deepseek.com/chat/completions",
            headers=HEADERS,
            content=json.dumps({"model": "deepseek-reasoner", "messages": [{"role": "user", "content": "2+2?"}]}),
        )
        print(r.status_code, r.json()["choices"][0]["message"]["reasoning_content"])


asyncio.run(main())
