# expect: unchanged
import os

from llama_index.llms.deepseek import DeepSeek

llm = DeepSeek(
    model="deepseek-v4-flash",
    api_key=os.environ["DEEPSEEK_API_KEY"],
    is_function_calling_model=True,
    additional_kwargs={"extra_body": {"thinking": {"type": "disabled"}}},
)
print(llm.complete("Say hello."))
