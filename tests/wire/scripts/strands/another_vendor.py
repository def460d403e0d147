# expect: unchanged
import os

from strands import Agent
from strands.models.openai import OpenAIModel

model = OpenAIModel(
    client_args={"api_key": os.environ["SILICONFLOW_API_KEY"], "base_url": "https://api.siliconflow.cn/v1"},
    model_id="deepseek-chat",
    params={"temperature": 0.7},
)
print(Agent(model=model, callback_handler=None)("Name a planet."))
