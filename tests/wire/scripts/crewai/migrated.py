# expect: unchanged
import os

from crewai import LLM

llm = LLM(
    model="deepseek/deepseek-v4-flash",
    api_key=os.environ["DEEPSEEK_API_KEY"],
    extra_body={"thinking": {"type": "disabled"}},
)
print(llm.call("Name a flower."))
