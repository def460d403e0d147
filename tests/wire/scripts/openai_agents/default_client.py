# expect: fix
# mode: disabled, enabled
import asyncio
import os

from agents import Agent, Runner, set_default_openai_api, set_default_openai_client, set_tracing_disabled
from openai import AsyncOpenAI

BASE_URL = "https://api.deepseek.com"

client = AsyncOpenAI(base_url=BASE_URL, api_key=os.environ["DEEPSEEK_API_KEY"])
set_default_openai_client(client=client, use_for_tracing=False)
set_default_openai_api("chat_completions")
set_tracing_disabled(disabled=True)

writer = Agent(name="Writer", instructions="Write one sentence.", model="deepseek-chat")
critic = Agent(name="Critic", instructions="Criticize.", model="deepseek-reasoner")


async def main() -> None:
    draft = await Runner.run(writer, "About rain.")
    print(draft.final_output)
    verdict = await Runner.run(critic, draft.final_output)
    print(verdict.final_output)


asyncio.run(main())
