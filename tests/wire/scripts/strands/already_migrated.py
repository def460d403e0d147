# expect: unchanged
import os

from strands import Agent
from strands.models.openai import OpenAIModel

model = OpenAIModel(
    client_args={"api_key": os.environ["DEEPSEEK_API_KEY"], "base_url": "https://api.deepseek.com"},
    model_id="deepseek-v4-flash",
    params={"temperature": 0.7, "extra_body": {"thinking": {"type": "disabled"}}},
)
print(Agent(model=model, callback_handler=None)("Name a planet."))
