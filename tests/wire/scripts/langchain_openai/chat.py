# expect: fix
# mode: disabled
import os

from langchain_core.messages import HumanMessage, SystemMessage
from langchain_openai import ChatOpenAI

llm = ChatOpenAI(
    model="deepseek-chat",
    api_key=os.environ["DEEPSEEK_API_KEY"],
    base_url="https://api.deepseek.com",
    temperature=0.3,
)
reply = llm.invoke([SystemMessage(content="Answer in one word."), HumanMessage(content="Capital of Peru?")])
print(reply.content)
