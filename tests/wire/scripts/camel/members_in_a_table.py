# expect: unchanged
import os

from camel.models import ModelFactory
from camel.types import ModelPlatformType, ModelType

PRICES = {ModelType.DEEPSEEK_CHAT: 0.27, ModelType.DEEPSEEK_REASONER: 0.55, ModelType.GPT_4O_MINI: 0.15}

model = ModelFactory.create(
    model_platform=ModelPlatformType.OPENAI_COMPATIBLE_MODEL,
    model_type="deepseek-chat",
    url="https://relay.example.com/v1",
    api_key=os.environ["RELAY_API_KEY"],
)
print(model.run([{"role": "user", "content": "Name a planet."}]).choices[0].message.content)
print(len(PRICES), PRICES[ModelType.GPT_4O_MINI])
