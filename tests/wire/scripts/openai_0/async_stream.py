# expect: fix
# mode: disabled
import asyncio
import os

import openai

API_BASE = "https://api.deepseek.com"
MODEL = "deepseek-chat"


async def main():
    stream = await openai.ChatCompletion.acreate(
        api_key=os.environ["DEEPSEEK_API_KEY"],
        api_base=API_BASE,
        model=MODEL,
        messages=[{"role": "user", "content": "Write a haiku about snow."}],
        stream=True,
    )
    async for chunk in stream:
        print(chunk["choices"][0]["delta"].get("content", ""), end="", flush=True)
    print()


asyncio.run(main())
