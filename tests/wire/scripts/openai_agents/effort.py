# expect: fix
# mode: disabled
# drops: reasoning_effort
import os

from agents import Agent, ModelSettings, OpenAIChatCompletionsModel, Runner, set_tracing_disabled
from openai import AsyncOpenAI
from openai.types.shared import Reasoning

set_tracing_disabled(True)
client = AsyncOpenAI(base_url="https://api.deepseek.com", api_key=os.environ["DEEPSEEK_API_KEY"])
agent = Agent(
    name="Assistant",
    instructions="Be brief.",
    model=OpenAIChatCompletionsModel(model="deepseek-chat", openai_client=client),
    model_settings=ModelSettings(reasoning=Reasoning(effort="high"), max_tokens=500),
)
print(Runner.run_sync(agent, "Name a planet.").final_output)
