# expect: fix
# mode: disabled
from pydantic_ai import Agent

agent = Agent("deepseek:deepseek-chat", system_prompt="You answer in one word.")
result = agent.run_sync("Which river flows through Paris?")
print(result.output)
