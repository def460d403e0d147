# expect: fix
# mode: disabled
# The agent demands a tool call in each step, which is refused while the model thinks.
import os

from smolagents import OpenAIServerModel, tool


@tool
def weather(city: str) -> str:
    """The weather in a city.

    Args:
        city: its name
    """
    return f"It rains in {city}."


model = OpenAIServerModel(
    model_id="deepseek-chat",
    api_base="https://api.deepseek.com/v1",
    api_key=os.environ["DEEPSEEK_API_KEY"],
    temperature=0.1,
    max_tokens=512,
)
message = model.generate(
    [{"role": "user", "content": "What is the weather in Lyon?"}],
    tools_to_call_from=[weather],
)
print(message.tool_calls[0].function.name)
