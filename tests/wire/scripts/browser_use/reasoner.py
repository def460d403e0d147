# expect: fix
# mode: enabled
import asyncio

from browser_use.llm import ChatDeepSeek
from browser_use.llm.messages import UserMessage

llm = ChatDeepSeek(model="deepseek-reasoner", max_tokens=2000)
print(asyncio.run(llm.ainvoke([UserMessage(content="What is 17 * 23?")])).completion)
