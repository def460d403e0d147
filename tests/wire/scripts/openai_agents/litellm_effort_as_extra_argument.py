# expect: fix
# mode: none
import os

from agents import Agent, ModelSettings, Runner, set_tracing_disabled
from agents.extensions.models.litellm_model import LitellmModel

set_tracing_disabled(True)
agent = Agent(
    name="Assistant",
    instructions="Be brief.",
    model=LitellmModel(model="deepseek/deepseek-chat", api_key=os.environ["DEEPSEEK_API_KEY"]),
    model_settings=ModelSettings(extra_args={"reasoning_effort": "high"}),
)
print(Runner.run_sync(agent, "Is 119 a prime?").final_output)
