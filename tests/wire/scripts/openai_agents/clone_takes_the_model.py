# expect: unchanged
# after: fails
# exit: 1
import os

from agents import Agent, OpenAIChatCompletionsModel, Runner, set_tracing_disabled
from openai import AsyncOpenAI

set_tracing_disabled(True)
client = AsyncOpenAI(base_url="https://api.deepseek.com", api_key=os.environ["DEEPSEEK_API_KEY"])
model = OpenAIChatCompletionsModel(model="deepseek-chat", openai_client=client)
base = Agent(name="Assistant", instructions="Be brief.")
pirate = base.clone(name="Pirate", instructions="Write like a pirate.", model=model)
print(Runner.run_sync(pirate, "Name a planet.").final_output)
