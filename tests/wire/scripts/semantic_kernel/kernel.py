# expect: unchanged
# exit: 1
# after: fails
import asyncio
import os

from openai import AsyncOpenAI
from semantic_kernel import Kernel
from semantic_kernel.connectors.ai.open_ai import OpenAIChatCompletion

MODEL = "deepseek-chat"


async def main():
    kernel = Kernel()
    client = AsyncOpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
    kernel.add_service(OpenAIChatCompletion(service_id="default", ai_model_id=MODEL, async_client=client))
    print(await kernel.invoke_prompt("Name one river in France."))


asyncio.run(main())
