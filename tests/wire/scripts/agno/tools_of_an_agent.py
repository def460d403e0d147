# expect: fix
# mode: disabled
from agno.agent import Agent
from agno.models.deepseek import DeepSeek


def weather(city: str) -> str:
    """The weather in a city.

    Args:
        city (str): its name
    """
    return f"It rains in {city}."


agent = Agent(
    name="Weather",
    model=DeepSeek(id="deepseek-chat", temperature=0.2, extra_body={"user_id": "weather-demo"}),
    tools=[weather],
    tool_choice="auto",
)
print(agent.run("What is the weather in Lyon?").content)
