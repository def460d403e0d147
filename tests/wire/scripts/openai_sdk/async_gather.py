# expect: fix
# mode: disabled
# order: any
import asyncio
import os

from openai import AsyncOpenAI

CITIES = ["Hangzhou", "Lyon", "Osaka", "Quito"]

client = AsyncOpenAI(api_key=os.getenv("DEEPSEEK_API_KEY"), base_url="https://api.deepseek.com")
limit = asyncio.Semaphore(2)


async def describe(city: str) -> str:
    async with limit:
        reply = await client.chat.completions.create(
            model="deepseek-chat",
            messages=[{"role": "user", "content": f"One sentence about {city}, please."}],
            temperature=1.3,
        )
    return reply.choices[0].message.content


async def main() -> None:
    answers = await asyncio.gather(*(describe(city) for city in CITIES))
    for city, answer in zip(CITIES, answers):
        print(f"{city}: {answer}")


asyncio.run(main())
