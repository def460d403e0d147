# expect: unchanged
import asyncio
import os

from openai import AsyncOpenAI

MODEL = "deepseek/deepseek-chat"
router = AsyncOpenAI(base_url="https://openrouter.ai/api/v1", api_key=os.environ["OPENROUTER_API_KEY"])


async def main():
    reply = await router.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": "No thoughts."}],
        extra_body={"reasoning": {"enabled": False}},
    )
    print(reply.choices[0].message.content)


asyncio.run(main())
