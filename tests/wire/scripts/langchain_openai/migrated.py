# expect: unchanged
import os

from langchain_openai import ChatOpenAI

llm = ChatOpenAI(
    model="deepseek-v4-flash",
    api_key=os.environ["DEEPSEEK_API_KEY"],
    base_url="https://api.deepseek.com",
    extra_body={"thinking": {"type": "disabled"}},
)
print(llm.invoke("Hello").content)
