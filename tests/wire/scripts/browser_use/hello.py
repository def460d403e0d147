# expect: fix
# mode: disabled
# rename: enough
import asyncio
import os

from browser_use.llm import ChatDeepSeek
from browser_use.llm.messages import UserMessage

llm = ChatDeepSeek(
    base_url="https://api.deepseek.com/v1",
    model="deepseek-chat",
    api_key=os.environ["DEEPSEEK_API_KEY"],
)
print(asyncio.run(llm.ainvoke([UserMessage(content="Name a planet.")])).completion)
