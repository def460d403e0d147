# expect: fix
# mode: enabled
import asyncio
import os

from autogen_core.models import ModelInfo, UserMessage
from autogen_ext.models.openai import OpenAIChatCompletionClient


async def main():
    client = OpenAIChatCompletionClient(
        model="deepseek-reasoner",
        base_url="https://api.deepseek.com/v1",
        api_key=os.environ["DEEPSEEK_API_KEY"],
        max_tokens=2000,
        model_info=ModelInfo(
            vision=False, function_calling=False, json_output=False, family="r1", structured_output=False
        ),
    )
    async for part in client.create_stream([UserMessage(content="Is 221 a prime?", source="user")]):
        if isinstance(part, str):
            print(part, end="")
    print()
    await client.close()


asyncio.run(main())
