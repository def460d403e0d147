# expect: unchanged
import asyncio
import os

import aiohttp

RELAY = "https://relay.internal.example/v1/chat/completions"


async def main():
    body = {
        "model": "deepseek-reasoner",
        "messages": [{"role": "user", "content": "Via our gateway"}],
        "temperature": 0.5,
    }
    headers = {"Authorization": f"Bearer {os.environ['RELAY_API_KEY']}"}
    async with aiohttp.ClientSession(headers=headers) as session, session.post(RELAY, json=body) as response:
        print((await response.json())["choices"][0]["message"]["content"])


asyncio.run(main())
