# expect: unchanged
import os

from langchain_deepseek import ChatDeepSeek

llm = ChatDeepSeek(
    model="deepseek-chat", api_base="https://api.302.ai/v1", api_key=os.environ["RELAY_API_KEY"]
)
print(llm.invoke("Hello").content)
