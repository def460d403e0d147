# expect: fix
# mode: disabled
import asyncio

from google.adk.agents import LlmAgent
from google.adk.models.lite_llm import LiteLlm
from google.adk.runners import InMemoryRunner

root_agent = LlmAgent(
    name="assistant",
    model=LiteLlm(model="deepseek/deepseek-chat"),
    instruction="Be brief.",
)


async def main() -> None:
    runner = InMemoryRunner(agent=root_agent)
    for event in await runner.run_debug("Name a planet.", quiet=True):
        if event.content and event.content.parts:
            print(event.content.parts[0].text)


asyncio.run(main())
