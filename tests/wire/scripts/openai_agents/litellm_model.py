# expect: fix
# mode: disabled
import os

from agents import Agent, ModelSettings, Runner, set_tracing_disabled
from agents.extensions.models.litellm_model import LitellmModel

set_tracing_disabled(True)
agent = Agent(
    name="Assistant",
    instructions="Be brief.",
    model=LitellmModel(model="deepseek/deepseek-chat", api_key=os.environ["DEEPSEEK_API_KEY"]),
    model_settings=ModelSettings(temperature=0.5),
)
print(Runner.run_sync(agent, "Name a planet.").final_output)
