# expect: unsafe
# mode: disabled
import os

from langchain_openai import ChatOpenAI

llm = ChatOpenAI(
    model="deepseek-chat",
    api_key=os.environ["DEEPSEEK_API_KEY"],
    base_url=os.getenv("LLM_BASE_URL", "https://api.deepseek.com"),
)
for chunk in llm.stream("Count to two"):
    print(chunk.content, end="|")
print()
