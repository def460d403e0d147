# expect: unchanged
# order: any
import asyncio
import os

from openai import AsyncOpenAI

client = AsyncOpenAI(base_url="https://api.together.xyz/v1", api_key=os.environ["LLM_API_KEY"])


async def one(text):
    reply = await client.chat.completions.create(
        model="deepseek-ai/DeepSeek-V3", messages=[{"role": "user", "content": text}], temperature=0
    )
    return reply.choices[0].message.content


async def main():
    print(await asyncio.gather(one("left"), one("right")))


asyncio.run(main())
