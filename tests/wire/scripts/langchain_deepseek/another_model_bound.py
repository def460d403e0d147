# expect: unchanged
# after: fails
# exit: 1
from langchain_deepseek import ChatDeepSeek

llm = ChatDeepSeek(model="deepseek-v4-flash", extra_body={"thinking": {"type": "disabled"}})
print(llm.bind(model="deepseek-chat").invoke("hello from a bound model").content)
