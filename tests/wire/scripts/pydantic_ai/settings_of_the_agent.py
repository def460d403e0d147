# expect: fix
# mode: disabled
import asyncio

from pydantic_ai import Agent
from pydantic_ai.settings import ModelSettings

MODEL = "deepseek:deepseek-chat"
agent = Agent(MODEL, model_settings=ModelSettings(temperature=0.1, max_tokens=300))


async def main():
    async with agent.run_stream("Count to three.") as response:
        async for text in response.stream_text(delta=True):
            print(text, end="")
    print()


asyncio.run(main())
