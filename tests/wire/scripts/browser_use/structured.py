# expect: fix
# mode: disabled
# rename: enough
import asyncio

from browser_use import ChatDeepSeek
from browser_use.llm.messages import SystemMessage, UserMessage
from pydantic import BaseModel


class City(BaseModel):
    name: str


async def main() -> None:
    llm = ChatDeepSeek(model="deepseek-chat", temperature=0)
    messages = [SystemMessage(content="Be brief."), UserMessage(content="Name a city.")]
    result = await llm.ainvoke(messages, output_format=City)
    print(type(result.completion).__name__)


asyncio.run(main())
