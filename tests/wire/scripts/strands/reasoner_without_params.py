# expect: fix
# mode: enabled
import os

from strands import Agent
from strands.models.openai import OpenAIModel

client_args = {"api_key": os.environ["DEEPSEEK_API_KEY"], "base_url": "https://api.deepseek.com/v1"}
model = OpenAIModel(client_args=client_args, model_id="deepseek-reasoner")
print(Agent(model=model, callback_handler=None)("What is 17 * 23?"))
