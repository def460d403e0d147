# expect: unchanged
from pydantic_ai import Agent

agent = Agent(
    "deepseek:deepseek-v4-flash",
    model_settings={"extra_body": {"thinking": {"type": "disabled"}}, "temperature": 0.2},
)
print(agent.run_sync("Say hello.").output)
