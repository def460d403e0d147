# expect: unchanged
from langchain_deepseek import ChatDeepSeek

quick = ChatDeepSeek(model="deepseek-v4-flash", extra_body={"thinking": {"type": "disabled"}})
slow = ChatDeepSeek(model="deepseek-v4-pro", reasoning_effort="max")
print(quick.invoke("Hello").content)
print(slow.invoke("Prove it").content)
