# expect: fix
# mode: disabled
import asyncio
import os

from autogen_core.models import ModelFamily, UserMessage
from autogen_ext.models.openai import OpenAIChatCompletionClient

client = OpenAIChatCompletionClient(
    model="deepseek-chat",
    base_url="https://api.deepseek.com",
    api_key=os.environ["DEEPSEEK_API_KEY"],
    model_info={
        "vision": False,
        "function_calling": True,
        "json_output": True,
        "family": ModelFamily.UNKNOWN,
        "structured_output": False,
    },
)


async def main():
    result = await client.create([UserMessage(content="Name one river in France.", source="user")])
    print(result.content)
    await client.close()


asyncio.run(main())
