# expect: unchanged
# exit: 1
# after: fails
# The mode goes into the settings of each call, which may be made anywhere.
import asyncio
import os

from openai import AsyncOpenAI
from semantic_kernel.connectors.ai.open_ai import OpenAIChatCompletion, OpenAIChatPromptExecutionSettings
from semantic_kernel.contents import ChatHistory

client = AsyncOpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
service = OpenAIChatCompletion(ai_model_id="deepseek-chat", async_client=client)


async def main():
    history = ChatHistory(system_message="You answer in one word.")
    history.add_user_message("Which river flows through Paris?")
    settings = OpenAIChatPromptExecutionSettings(temperature=0.2)
    print(await service.get_chat_message_content(history, settings))


asyncio.run(main())
