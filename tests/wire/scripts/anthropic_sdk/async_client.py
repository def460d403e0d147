# expect: fix
# mode: disabled
# order: any
import asyncio
import os

from anthropic import AsyncAnthropic

BASE = "https://api.deepseek.com/anthropic"
MODEL = "deepseek-chat"


async def ask(client: AsyncAnthropic, text: str) -> str:
    reply = await client.messages.create(
        model=MODEL, max_tokens=256, messages=[{"role": "user", "content": text}]
    )
    return "".join(block.text for block in reply.content if block.type == "text")


async def main() -> None:
    async with AsyncAnthropic(api_key=os.environ["DEEPSEEK_API_KEY"], base_url=BASE) as client:
        for answer in await asyncio.gather(ask(client, "one"), ask(client, "two")):
            print(answer)


asyncio.run(main())
