# expect: unchanged
from langchain_anthropic import ChatAnthropic

llm = ChatAnthropic(model="claude-haiku-4-5", max_tokens=1000)
print(llm.invoke("Are you deepseek-chat?").content)
