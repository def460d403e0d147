# expect: fix
# mode: none
from agno.agent import Agent
from agno.models.litellm import LiteLLM

agent = Agent(model=LiteLLM(id="deepseek/deepseek-chat", request_params={"reasoning_effort": "high"}))
print(agent.run("Is 119 a prime?").content)
