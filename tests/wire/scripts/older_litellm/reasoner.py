# expect: fix
# mode: enabled
import asyncio

from litellm import acompletion


async def main():
    reply = await acompletion(
        model="deepseek/deepseek-reasoner", messages=[{"role": "user", "content": "Prove it."}]
    )
    print(reply.choices[0].message.content)


asyncio.run(main())
