# expect: unchanged
# exit: 1
# after: fails
# The old name is none of a model that reasons, so agno leaves the reasoning out; with the new one it would ask twice.
from agno.agent import Agent
from agno.models.deepseek import DeepSeek

agent = Agent(
    model=DeepSeek(id="deepseek-v4-flash", use_thinking=False),
    reasoning_model=DeepSeek(id="deepseek-chat"),
)
print(agent.run("Which is larger, 9.11 or 9.9?").content)
