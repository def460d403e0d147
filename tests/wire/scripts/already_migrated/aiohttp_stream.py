# expect: unchanged
import asyncio
import json
import os

import aiohttp


async def main():
    body = {
        "model": "deepseek-v4-flash",
        "messages": [{"role": "user", "content": "Current, raw and streamed"}],
        "thinking": {"type": "disabled"},
        "stream": True,
    }
    headers = {"Authorization": f"Bearer {os.environ['DEEPSEEK_API_KEY']}"}
    async with aiohttp.ClientSession("https://api.deepseek.com", headers=headers) as session:
        async with session.post("/chat/completions", json=body) as response:
            async for line in response.content:
                if line.startswith(b"data: {"):
                    delta = json.loads(line[6:])["choices"][0]["delta"]
                    print(delta.get("content") or "", end="")
    print()


asyncio.run(main())
