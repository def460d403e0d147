# expect: fix
# mode: disabled
import asyncio
import json
import os

import aiohttp


class Bot:
    url = "https://api.deepseek.com/chat/completions"

    def __init__(self):
        self.headers = {
            "Authorization": "Bearer " + os.environ["DEEPSEEK_API_KEY"],
            "Content-Type": "application/json",
        }

    async def reply(self, text):
        async with aiohttp.ClientSession() as session:
            async with session.post(
                self.url,
                headers=self.headers,
                data=json.dumps({"model": "deepseek-chat", "messages": [{"role": "user", "content": text}]}),
            ) as resp:
                return (await resp.json())["choices"][0]["message"]["content"]


print(asyncio.run(Bot().reply("beep")))
