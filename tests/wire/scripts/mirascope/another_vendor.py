# expect: unchanged
import os

from mirascope import llm

llm.register_provider(
    "openai:completions",
    scope="deepseek/",
    base_url="https://relay.example.com/v1",
    api_key=os.environ["RELAY_API_KEY"],
)
print(llm.model("deepseek/deepseek-reasoner").call("Name a planet.").text())
