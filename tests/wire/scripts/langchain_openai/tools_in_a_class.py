# expect: fix
# mode: disabled
import os

from langchain_core.tools import tool
from langchain_openai import ChatOpenAI


@tool
def weather(city: str) -> str:
    """The weather in a city."""
    return f"sunny in {city}"


class Agent:
    model_name = "deepseek-chat"

    def __init__(self):
        self.llm = ChatOpenAI(
            model=self.model_name,
            api_key=os.environ["DEEPSEEK_API_KEY"],
            base_url="https://api.deepseek.com",
        ).bind_tools([weather])

    def ask(self, question):
        return self.llm.invoke(question)


for call in Agent().ask("What is the weather in Lyon?").tool_calls:
    print(call["name"], sorted(call["args"]))
