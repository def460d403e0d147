# expect: fix
# mode: disabled
import os

from pydantic_ai import Agent
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.providers.openai import OpenAIProvider


def build_agent() -> Agent:
    model = OpenAIChatModel(
        "deepseek-chat",
        provider=OpenAIProvider(base_url="https://api.deepseek.com/v1", api_key=os.environ["DEEPSEEK_API_KEY"]),
    )
    return Agent(model=model, model_settings={"temperature": 0.2})


agent = build_agent()


@agent.tool_plain(strict=False)
def weather(city: str) -> str:
    """The weather in a city."""
    return f"It rains in {city}."


print(agent.run_sync("What is the weather in Lyon?").output)
