# expect: unchanged
# after: fails
# exit: any
from camel.models import ModelFactory
from camel.types import ModelPlatformType, ModelType

# The way that ChatAgent(model=CHOICE) takes it.
CHOICE = (ModelPlatformType.DEEPSEEK, ModelType.DEEPSEEK_CHAT)

model = ModelFactory.create(*CHOICE)
print(model.run([{"role": "user", "content": "Name a planet."}]).choices[0].message.content)
