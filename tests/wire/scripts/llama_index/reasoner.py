# expect: fix
# mode: enabled
import os

from llama_index.core.llms import ChatMessage
from llama_index.llms.deepseek import DeepSeek

llm = DeepSeek("deepseek-reasoner", api_key=os.getenv("DEEPSEEK_API_KEY"), temperature=0.5)
answer = llm.chat([ChatMessage(role="user", content="Is 221 a prime?")])
print(answer.message.content)
