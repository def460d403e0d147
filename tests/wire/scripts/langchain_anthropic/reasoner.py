# expect: fix
# mode: none
import os

from langchain_anthropic import ChatAnthropic

llm = ChatAnthropic(
    model="deepseek-reasoner",
    base_url="https://api.deepseek.com/anthropic",
    api_key=os.environ["DEEPSEEK_API_KEY"],
    max_tokens=4096,
)
for block in llm.invoke("Why is the sky blue?").content:
    print(block["type"])
