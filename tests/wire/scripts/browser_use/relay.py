# expect: unchanged
import asyncio
import os

from browser_use.llm import ChatDeepSeek
from browser_use.llm.messages import UserMessage

llm = ChatDeepSeek(
    model="deepseek-chat", base_url="https://relay.example.com/v1", api_key=os.environ["RELAY_API_KEY"]
)
print(asyncio.run(llm.ainvoke([UserMessage(content="Name a planet.")])).completion)
