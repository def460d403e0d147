# expect: unchanged
import os

from agents import Agent, ModelSettings, OpenAIChatCompletionsModel, Runner, set_tracing_disabled
from openai import AsyncOpenAI

set_tracing_disabled(True)
client = AsyncOpenAI(
    base_url="https://openrouter.ai/api/v1", api_key=os.environ["OPENROUTER_API_KEY"]
)
agent = Agent(
    name="Assistant",
    instructions="Be brief.",
    model=OpenAIChatCompletionsModel(model="deepseek/deepseek-chat", openai_client=client),
    model_settings=ModelSettings(temperature=0.5),
)
print(Runner.run_sync(agent, "Name a planet.").final_output)
