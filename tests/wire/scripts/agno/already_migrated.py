# expect: unchanged
from agno.agent import Agent
from agno.models.deepseek import DeepSeek

agent = Agent(model=DeepSeek(id="deepseek-v4-flash", use_thinking=False, temperature=0.3))
print(agent.run("Say hello.").content)
