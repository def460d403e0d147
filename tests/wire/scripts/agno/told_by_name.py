# expect: unchanged
# after: fails
# exit: 1
from agno.agent import Agent

agent = Agent(model="deepseek:deepseek-chat", telemetry=False)
print(agent.run("hello from a name").content)
