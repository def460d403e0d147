# expect: unchanged
from langchain_openai import ChatOpenAI

print(ChatOpenAI(model="gpt-4o-mini").invoke("Are you deepseek-chat?").content)
