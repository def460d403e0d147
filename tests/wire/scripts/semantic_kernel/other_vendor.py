# expect: unchanged
import asyncio
import os

from openai import AsyncOpenAI
from semantic_kernel.connectors.ai.open_ai import OpenAIChatCompletion, OpenAIChatPromptExecutionSettings
from semantic_kernel.contents import ChatHistory

client = AsyncOpenAI(api_key=os.environ["SILICONFLOW_API_KEY"], base_url="https://api.siliconflow.cn/v1")
service = OpenAIChatCompletion(ai_model_id="deepseek-chat", async_client=client)


async def main():
    history = ChatHistory()
    history.add_user_message("Say hello.")
    print(await service.get_chat_message_content(history, OpenAIChatPromptExecutionSettings()))


asyncio.run(main())
