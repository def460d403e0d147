# expect: unchanged
import asyncio

from google.adk.agents import LlmAgent
from google.adk.models.lite_llm import LiteLlm
from google.adk.runners import InMemoryRunner

model = LiteLlm(model="deepseek/deepseek-v4-flash", extra_body={"thinking": {"type": "disabled"}})


async def main() -> None:
    runner = InMemoryRunner(agent=LlmAgent(name="assistant", model=model, instruction="Be brief."))
    for event in await runner.run_debug("Name a planet.", quiet=True):
        if event.content and event.content.parts:
            print(event.content.parts[0].text)


asyncio.run(main())
