# expect: fix
# mode: disabled
from langchain.agents import create_agent
from langchain.chat_models import init_chat_model


def weather(city: str) -> str:
    """Get the weather of a city."""
    return f"It is sunny in {city}."


agent = create_agent(init_chat_model("deepseek:deepseek-chat"), tools=[weather])
state = agent.invoke({"messages": [("user", "How is the weather in Lyon?")]})
print([type(message).__name__ for message in state["messages"]])
