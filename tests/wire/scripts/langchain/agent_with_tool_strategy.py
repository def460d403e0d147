# expect: fix
# mode: disabled
from langchain.agents import create_agent
from langchain.agents.structured_output import ToolStrategy
from langchain.chat_models import init_chat_model
from pydantic import BaseModel


class City(BaseModel):
    """A city."""

    name: str


model = init_chat_model("deepseek-chat", model_provider="deepseek")
agent = create_agent(model=model, tools=[], response_format=ToolStrategy(City))
state = agent.invoke({"messages": [("user", "Lima is in Peru.")]})
print(type(state["structured_response"]).__name__)
