# expect: fix
# mode: disabled
import os

from strands import Agent
from strands.models.openai import OpenAIModel

model = OpenAIModel(
    client_args={
        "api_key": os.environ["DEEPSEEK_API_KEY"],
        "base_url": "https://api.deepseek.com",
    },
    model_id="deepseek-chat",
    params={
        "max_tokens": 1000,
        "temperature": 0.7,
    },
)
agent = Agent(model=model, system_prompt="Be brief.", callback_handler=None)
print(agent("Name a planet."))
