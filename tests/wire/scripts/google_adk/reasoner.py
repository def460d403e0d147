# expect: fix
# mode: enabled
import asyncio
import os

from google.adk.agents import Agent
from google.adk.models.lite_llm import LiteLlm
from google.adk.runners import InMemoryRunner

MODEL = "deepseek/deepseek-reasoner"
model = LiteLlm(
    model=MODEL,
    api_key=os.getenv("DEEPSEEK_API_KEY"),
    api_base="https://api.deepseek.com",
    max_tokens=4000,
)


async def main() -> None:
    runner = InMemoryRunner(agent=Agent(name="thinker", model=model, instruction="Give a number."))
    for event in await runner.run_debug("What is 17 * 23?", quiet=True):
        if event.content and event.content.parts:
            print(event.content.parts[-1].text)


asyncio.run(main())
