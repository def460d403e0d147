# expect: fix
# mode: enabled, disabled
# agno takes a model for one that reasons by its name: the new name is one of those that it knows.
from agno.agent import Agent
from agno.models.deepseek import DeepSeek

agent = Agent(
    model=DeepSeek(id="deepseek-chat"),
    reasoning_model=DeepSeek(id="deepseek-reasoner"),
)
print(agent.run("Which is larger, 9.11 or 9.9?").content)
