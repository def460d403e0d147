# expect: fix
# mode: disabled
import os

from strands import Agent
from strands.models.litellm import LiteLLMModel

model = LiteLLMModel(
    client_args={"api_key": os.environ["DEEPSEEK_API_KEY"]},
    model_id="deepseek/deepseek-chat",
)
print(Agent(model=model, callback_handler=None)("Name a planet."))
