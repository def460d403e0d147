# expect: fix
# Nothing has to be said for what thinks anyway.
import asyncio
import os

from openai import AsyncOpenAI
from semantic_kernel.connectors.ai.open_ai import OpenAIChatCompletion, OpenAIChatPromptExecutionSettings
from semantic_kernel.contents import ChatHistory


async def main():
    service = OpenAIChatCompletion(
        ai_model_id="deepseek-reasoner",
        async_client=AsyncOpenAI(
            api_key=os.environ["DEEPSEEK_API_KEY"],
            base_url="https://api.deepseek.com/v1",
        ),
    )
    history = ChatHistory()
    history.add_user_message("Is 221 a prime?")
    settings = OpenAIChatPromptExecutionSettings(max_tokens=2000)
    print(await service.get_chat_message_content(chat_history=history, settings=settings))


asyncio.run(main())
