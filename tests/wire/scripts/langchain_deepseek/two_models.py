# expect: fix
# mode: disabled, enabled
from langchain_deepseek.chat_models import ChatDeepSeek

MODELS = {"fast": "deepseek-chat", "deep": "deepseek-reasoner"}

fast = ChatDeepSeek(model=MODELS["fast"], temperature=0.2)
deep = ChatDeepSeek(model=MODELS["deep"])

draft = fast.invoke("Write a slogan for tea.").content
print(deep.invoke(f"Improve it: {draft}").content)
