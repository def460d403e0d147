# expect: fix
# mode: disabled, enabled
from langchain.chat_models import init_chat_model

chat = init_chat_model(model="deepseek-chat", model_provider="deepseek")
print(chat.invoke("Name a lake.").content)
reasoner = init_chat_model("deepseek-reasoner")
print(reasoner.invoke("Which is deeper?").content)
