# expect: fix
# mode: disabled
import asyncio
import os

from agents import Agent, OpenAIChatCompletionsModel, Runner, set_tracing_disabled
from openai import AsyncOpenAI

set_tracing_disabled(True)

client = AsyncOpenAI(base_url="https://api.deepseek.com", api_key=os.environ["DEEPSEEK_API_KEY"])
agent = Agent(
    name="Assistant",
    instructions="You only respond in haikus.",
    model=OpenAIChatCompletionsModel(model="deepseek-chat", openai_client=client),
)


async def main() -> None:
    result = await Runner.run(agent, "Tell me about recursion.")
    print(result.final_output)


asyncio.run(main())
