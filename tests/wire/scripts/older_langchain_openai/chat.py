# expect: fix
# mode: disabled
# exit: 1
import os

from langchain_openai import ChatOpenAI

llm = ChatOpenAI(
    model="deepseek-chat",
    openai_api_key=os.environ["DEEPSEEK_API_KEY"],
    openai_api_base="https://api.deepseek.com/v1",
    max_tokens=512,
)
print(llm.invoke("Name a river.").content)
