# expect: fix
# mode: disabled, enabled
import os

from pydantic_ai import Agent
from pydantic_ai.models.openai import OpenAIChatModel

os.environ.setdefault("DEEPSEEK_API_KEY", "sk-none")
fast = OpenAIChatModel(model_name="deepseek-chat", provider="deepseek")
writer = Agent(fast, instructions="You write.")
critic = Agent("deepseek:deepseek-reasoner", instructions="You judge.", model_settings={"max_tokens": 1900})

draft = writer.run_sync("A haiku about snow.").output
print(draft)
print(critic.run_sync(f"How good is this? {draft}").output)
