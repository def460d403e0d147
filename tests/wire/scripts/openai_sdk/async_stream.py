# expect: fix
# mode: disabled
import asyncio
import os

import openai


class Narrator:
    def __init__(self) -> None:
        self.client = openai.AsyncOpenAI(
            api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com/v1"
        )

    async def tell(self, about: str):
        stream = await self.client.chat.completions.create(
            model="deepseek-chat",
            messages=[{"role": "user", "content": f"A short story about {about}"}],
            stream=True,
        )
        async for chunk in stream:
            yield chunk.choices[0].delta.content or ""


async def main() -> None:
    async for piece in Narrator().tell("a lighthouse"):
        print(piece, end="", flush=True)
    print()


asyncio.run(main())
