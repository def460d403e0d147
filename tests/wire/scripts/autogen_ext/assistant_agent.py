# expect: fix
# mode: disabled
import asyncio
import os

from autogen_agentchat.agents import AssistantAgent
from autogen_ext.models.openai import OpenAIChatCompletionClient

DEEPSEEK = {
    "model": "deepseek-chat",
    "base_url": "https://api.deepseek.com/v1",
    "api_key": os.environ["DEEPSEEK_API_KEY"],
}
INFO = {"vision": False, "function_calling": True, "json_output": True, "family": "unknown", "structured_output": False}


async def weather(city: str) -> str:
    """The weather in a city."""
    return f"It rains in {city}."


async def main():
    model_client = OpenAIChatCompletionClient(**DEEPSEEK, model_info=INFO, temperature=0.2)
    agent = AssistantAgent("guide", model_client=model_client, tools=[weather], system_message="You are brief.")
    result = await agent.run(task="What is the weather in Lyon?")
    print(result.messages[-1].content)
    await model_client.close()


asyncio.run(main())
