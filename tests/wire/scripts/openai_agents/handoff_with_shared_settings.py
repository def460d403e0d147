# expect: fix
# mode: disabled
import os

from agents import (
    Agent,
    ModelSettings,
    OpenAIChatCompletionsModel,
    Runner,
    function_tool,
    set_tracing_disabled,
)
from openai import AsyncOpenAI

set_tracing_disabled(disabled=True)
client = AsyncOpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
model = OpenAIChatCompletionsModel("deepseek-chat", client)
settings = ModelSettings(temperature=0.3)


@function_tool(strict_mode=False)
def get_weather(city: str) -> str:
    """The weather in a city."""
    return f"The weather in {city} is sunny."


spanish = Agent(name="Spanish", instructions="You only speak Spanish.", model=model, model_settings=settings)
weather = Agent(
    name="Weather",
    instructions="Tell the weather.",
    model=model,
    tools=[get_weather],
    model_settings=settings,
)
for agent in (spanish, weather):
    print(Runner.run_sync(agent, "What's the weather in Tokyo?").final_output)
