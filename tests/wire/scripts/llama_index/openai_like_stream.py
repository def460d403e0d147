# expect: fix
# mode: disabled
from os import environ

from llama_index.core import Settings
from llama_index.llms.openai_like import OpenAILike

MODEL = "deepseek-chat"

Settings.llm = OpenAILike(
    model=MODEL,
    api_base="https://api.deepseek.com/v1",
    api_key=environ["DEEPSEEK_API_KEY"],
    is_chat_model=True,
    context_window=64000,
)
for part in Settings.llm.stream_complete("Count to three."):
    print(part.delta, end="")
print()
