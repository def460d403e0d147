# expect: fix
# mode: disabled
from langchain.chat_models import init_chat_model

llm = init_chat_model("deepseek:deepseek-chat", temperature=0.5)
print(llm.invoke("Name a river.").content)
