# expect: fix
# mode: disabled
import asyncio

from langchain_deepseek import ChatDeepSeek
from pydantic import BaseModel


class Verdict(BaseModel):
    """What a reviewer thinks."""

    good: bool
    reason: str


async def main():
    judge = ChatDeepSeek(model="deepseek-chat").with_structured_output(Verdict)
    verdict = await judge.ainvoke("Is this poem any good?")
    print(type(verdict).__name__, sorted(verdict.model_dump()))


asyncio.run(main())
