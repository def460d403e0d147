# expect: fix
# mode: disabled, enabled
import os

from camel.models import ModelFactory
from camel.types import ModelPlatformType

quick = ModelFactory.create(
    model_platform=ModelPlatformType.OPENAI_COMPATIBLE_MODEL,
    model_type="deepseek-chat",
    url="https://api.deepseek.com",
    api_key=os.environ["DEEPSEEK_API_KEY"],
    model_config_dict={"temperature": 0.4, "max_tokens": 2000},
)
careful = ModelFactory.create(
    model_platform="openai-compatible-model",
    model_type="deepseek-reasoner",
    url="https://api.deepseek.com",
    api_key=os.environ["DEEPSEEK_API_KEY"],
)
for model in (quick, careful):
    print(model.run([{"role": "user", "content": "Name a planet."}]).choices[0].message.content)
