# expect: fix
# mode: enabled
import os

from agents import Agent, ModelSettings, OpenAIChatCompletionsModel, Runner, set_tracing_disabled
from openai import AsyncOpenAI

MODEL = "deepseek-reasoner"

set_tracing_disabled(True)
thinker = OpenAIChatCompletionsModel(
    model=MODEL,
    openai_client=AsyncOpenAI(
        api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com/v1"
    ),
)
agent = Agent(
    name="Mathematician",
    instructions="Answer with a number.",
    model=thinker,
    model_settings=ModelSettings(max_tokens=2000),
)
print(Runner.run_sync(agent, "What is 17 * 23?").final_output)
