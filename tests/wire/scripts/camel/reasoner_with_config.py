# expect: fix
# mode: enabled
import logging

from camel.configs import DeepSeekConfig
from camel.models import ModelFactory
from camel.types import ModelPlatformType, ModelType

# camel warns of what the reasoner does not take.
logging.disable(logging.WARNING)

model = ModelFactory.create(
    model_platform=ModelPlatformType.DEEPSEEK,
    model_type=ModelType.DEEPSEEK_REASONER,
    model_config_dict=DeepSeekConfig(max_tokens=4096).as_dict(),
)
response = model.run([{"role": "user", "content": "What is 17 * 23?"}])
print(response.choices[0].message.content)
