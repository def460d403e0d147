# expect: unchanged
# after: fails
# exit: 1
from langchain.agents import create_agent

agent = create_agent("deepseek:deepseek-chat", tools=[])
print(agent.invoke({"messages": [("user", "Hello")]})["messages"][-1].content)
