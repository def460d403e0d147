# expect: unchanged
from langchain.chat_models import init_chat_model

llm = init_chat_model("deepseek:deepseek-v4-flash", extra_body={"thinking": {"type": "disabled"}})
print(llm.invoke("Name a river.").content)
