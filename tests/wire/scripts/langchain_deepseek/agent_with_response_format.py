# expect: unchanged
# after: fails
# exit: 1
from langchain.agents import create_agent
from langchain_deepseek import ChatDeepSeek
from pydantic import BaseModel


class City(BaseModel):
    """A city."""

    name: str


agent = create_agent(ChatDeepSeek(model="deepseek-chat"), tools=[], response_format=City)
state = agent.invoke({"messages": [("user", "Lima is in Peru.")]})
print(type(state["structured_response"]).__name__)
