# expect: unchanged
# era: now
# The library's own word for it becomes an effort of none.
from pydantic_ai import Agent

agent = Agent("deepseek:deepseek-v4-flash", model_settings={"thinking": False, "temperature": 0.2})
print(agent.run_sync("Say hello.").output)
