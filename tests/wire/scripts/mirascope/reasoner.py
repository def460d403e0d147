# expect: fix
import os

from mirascope import llm

llm.register_provider(
    "openai:completions",
    scope="deepseek/",
    base_url="https://api.deepseek.com",
    api_key=os.environ["DEEPSEEK_API_KEY"],
)


@llm.call("deepseek/deepseek-reasoner")
def multiply(a: int, b: int) -> str:
    return f"What is {a} * {b}?"


print(multiply(17, 23).text())
