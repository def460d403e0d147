# expect: unchanged
# OpenRouter's catalogue has the old name, and it is not DeepSeek's.
import os

from llama_index.llms.openai_like import OpenAILike

llm = OpenAILike(
    model="deepseek/deepseek-chat",
    api_base="https://openrouter.ai/api/v1",
    api_key=os.environ["OPENROUTER_API_KEY"],
    is_chat_model=True,
    is_function_calling_model=True,
)
print(llm.complete("Say hello."))
