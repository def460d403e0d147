# expect: unchanged
import asyncio
import os

from openai import AsyncOpenAI
from semantic_kernel.connectors.ai.open_ai import OpenAIChatCompletion, OpenAIChatPromptExecutionSettings
from semantic_kernel.contents import ChatHistory

client = AsyncOpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
service = OpenAIChatCompletion(ai_model_id="deepseek-v4-flash", async_client=client)


async def main():
    history = ChatHistory()
    history.add_user_message("Say hello.")
    settings = OpenAIChatPromptExecutionSettings(temperature=0.2, extra_body={"thinking": {"type": "disabled"}})
    print(await service.get_chat_message_content(history, settings))


asyncio.run(main())
