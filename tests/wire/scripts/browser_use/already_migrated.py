# expect: unchanged
import asyncio

from browser_use.llm import ChatDeepSeek
from browser_use.llm.messages import UserMessage

llm = ChatDeepSeek(model="deepseek-v4-flash", temperature=0.5)
print(asyncio.run(llm.ainvoke([UserMessage(content="Name a planet.")])).completion)
