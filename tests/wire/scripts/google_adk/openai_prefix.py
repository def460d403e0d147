# expect: fix
# mode: disabled
import asyncio
import os

from google.adk.agents import LlmAgent
from google.adk.models.lite_llm import LiteLlm
from google.adk.runners import InMemoryRunner


def make(name: str) -> LlmAgent:
    llm = LiteLlm(
        model="openai/deepseek-chat",
        api_base="https://api.deepseek.com",
        api_key=os.environ["DEEPSEEK_API_KEY"],
    )
    return LlmAgent(name=name, model=llm, instruction="Be brief.")


async def main() -> None:
    runner = InMemoryRunner(agent=make("assistant"))
    for event in await runner.run_debug("Name a planet.", quiet=True):
        if event.content and event.content.parts:
            print(event.content.parts[0].text)


asyncio.run(main())
