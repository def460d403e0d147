# expect: fix
# mode: disabled
import os

from openai import AsyncOpenAI
from strands import Agent
from strands.models.openai import OpenAIModel

client = AsyncOpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
model = OpenAIModel(client=client, model_id="deepseek-chat", params={"temperature": 0})
print(Agent(model=model, callback_handler=None)("Name a planet."))
