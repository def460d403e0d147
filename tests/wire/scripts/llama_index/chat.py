# expect: fix
# mode: disabled
# LlamaIndex's own DeepSeek class: one complete call and one chat.
import os

from llama_index.core.llms import ChatMessage
from llama_index.llms.deepseek import DeepSeek

llm = DeepSeek(model="deepseek-chat", api_key=os.environ["DEEPSEEK_API_KEY"])

print(llm.complete("Name one river in France."))
messages = [
    ChatMessage(role="system", content="You answer in one word."),
    ChatMessage(role="user", content="Which river flows through Paris?"),
]
print(llm.chat(messages).message.content)
