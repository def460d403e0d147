# expect: fix
# mode: disabled
import asyncio

from camel.configs import DeepSeekConfig
from camel.models import BaseModelBackend, ModelFactory
from camel.types import ModelPlatformType, ModelType


def make_model() -> BaseModelBackend:
    return ModelFactory.create(
        model_platform=ModelPlatformType.DEEPSEEK,
        model_type=ModelType.DEEPSEEK_CHAT,
        model_config_dict=DeepSeekConfig(temperature=0.2).as_dict(),
    )


async def main() -> None:
    poet = [
        {"role": "system", "content": "You are a poet."},
        {"role": "user", "content": "Write one line about rain."},
    ]
    response = await make_model().arun(poet)
    print(response.choices[0].message.content)


asyncio.run(main())
