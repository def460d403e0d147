# expect: fix
# mode: disabled
import os

from agents import Agent, OpenAIChatCompletionsModel, Runner, set_tracing_disabled
from openai import AsyncOpenAI


def registered(make: type[Agent], **what: object) -> Agent:
    return make(name="Assistant", instructions="Be brief.", **what)


set_tracing_disabled(True)
client = AsyncOpenAI(base_url="https://api.deepseek.com", api_key=os.environ["DEEPSEEK_API_KEY"])
model = OpenAIChatCompletionsModel(model="deepseek-chat", openai_client=client)
makers = {"agent": Agent}
print(Runner.run_sync(registered(makers["agent"], model=model), "Name a planet.").final_output)
