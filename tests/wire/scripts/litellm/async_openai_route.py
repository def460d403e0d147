# expect: fix
# mode: disabled
import asyncio
import os

from litellm import acompletion


async def ask(question):
    reply = await acompletion(
        model="openai/deepseek-chat",
        api_base="https://api.deepseek.com",
        api_key=os.environ["DEEPSEEK_API_KEY"],
        messages=[{"role": "user", "content": question}],
        extra_body={"user_id": "blue"},
    )
    return reply["choices"][0]["message"]["content"]


print(asyncio.run(ask("Name a city.")))
