# expect: fix
# mode: enabled
# drops: temperature
import os

from pydantic_ai import Agent, ModelSettings
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.providers.deepseek import DeepSeekProvider

model = OpenAIChatModel(
    "deepseek-reasoner",
    provider=DeepSeekProvider(api_key=os.environ["DEEPSEEK_API_KEY"]),
    settings=ModelSettings(max_tokens=2000, temperature=0.3),
)
agent = Agent(model)
print(agent.run_sync("Is 221 a prime?").output)
