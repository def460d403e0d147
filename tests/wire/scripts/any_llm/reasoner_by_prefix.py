# expect: fix
# mode: enabled
import asyncio

from any_llm import acompletion


async def main() -> None:
    response = await acompletion(
        "deepseek:deepseek-reasoner",
        [{"role": "user", "content": "What is 17 * 23?"}],
        max_tokens=2000,
    )
    print(response.choices[0].message.content)


asyncio.run(main())
