# expect: fix
import os

from mirascope import llm

llm.register_provider(
    "openai:completions",
    scope=["deepseek/"],
    base_url="https://api.deepseek.com/v1",
    api_key=os.environ["DEEPSEEK_API_KEY"],
)
model = llm.model("deepseek/deepseek-reasoner", max_tokens=2000)
print(model.call("What is 17 * 23?").text())
