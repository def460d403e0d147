# expect: fix
# mode: disabled
# order: any
import asyncio
import os

import aiohttp

API_URL = "https://api.deepseek.com/v1/chat/completions"
MODEL = "deepseek-chat"


async def fetch(session, question):
    payload = {
        "model": MODEL,
        "messages": [{"role": "user", "content": question}],
        "temperature": 0.7,
    }
    async with session.post(API_URL, json=payload) as response:
        response.raise_for_status()
        data = await response.json()
        return data["choices"][0]["message"]["content"]


async def main():
    headers = {"Authorization": f"Bearer {os.environ['DEEPSEEK_API_KEY']}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        tasks = [fetch(session, q) for q in ("red?", "green?", "blue?")]
        for answer in await asyncio.gather(*tasks):
            print(answer)


asyncio.run(main())
