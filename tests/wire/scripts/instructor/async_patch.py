# expect: fix
# mode: disabled
import asyncio
import os

import instructor
from openai import AsyncOpenAI
from pydantic import BaseModel


class City(BaseModel):
    name: str
    country: str


client = instructor.apatch(
    AsyncOpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
)


async def main():
    city = await client.chat.completions.create(
        model="deepseek-chat",
        response_model=City,
        messages=[{"role": "user", "content": "Lima is in Peru."}],
        max_retries=1,
    )
    print(type(city).__name__, sorted(city.model_dump()))


asyncio.run(main())
