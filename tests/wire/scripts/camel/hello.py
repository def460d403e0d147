# expect: fix
# mode: disabled
from camel.models import ModelFactory
from camel.types import ModelPlatformType, ModelType

model = ModelFactory.create(
    model_platform=ModelPlatformType.DEEPSEEK,
    model_type=ModelType.DEEPSEEK_CHAT,
)
response = model.run([{"role": "user", "content": "Say hello."}])
print(response.choices[0].message.content)
