# expect: fix
# mode: enabled
import asyncio
import os

from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_openai import ChatOpenAI

model = ChatOpenAI(
    model="deepseek-reasoner", api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com"
)
prompt = ChatPromptTemplate.from_messages([("system", "You solve puzzles."), ("human", "{puzzle}")])
chain = prompt | model | StrOutputParser()


async def main():
    for puzzle in ("What has keys but no locks?", "What gets wetter the more it dries?"):
        print(await chain.ainvoke({"puzzle": puzzle}))


asyncio.run(main())
