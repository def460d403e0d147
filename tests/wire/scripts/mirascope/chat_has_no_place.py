# expect: unchanged
# after: fails
# exit: 1
import os

from mirascope import llm

llm.register_provider(
    "openai:completions",
    scope="deepseek/",
    base_url="https://api.deepseek.com",
    api_key=os.environ["DEEPSEEK_API_KEY"],
)


@llm.call("deepseek/deepseek-chat", temperature=0.7)
def recommend(genre: str) -> str:
    return f"Recommend a {genre} book."


print(recommend("fantasy").text())
