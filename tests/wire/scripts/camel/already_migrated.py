# expect: unchanged
from camel.models import ModelFactory
from camel.types import ModelPlatformType

model = ModelFactory.create(
    model_platform=ModelPlatformType.DEEPSEEK,
    model_type="deepseek-v4-flash",
    model_config_dict={"temperature": 0.2, "extra_body": {"thinking": {"type": "disabled"}}},
)
print(model.run([{"role": "user", "content": "Name a planet."}]).choices[0].message.content)
