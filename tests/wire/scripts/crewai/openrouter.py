# expect: unchanged
import os

from crewai import LLM

llm = LLM(model="openrouter/deepseek/deepseek-chat", api_key=os.environ["OPENROUTER_API_KEY"])
print(llm.call("Name a flower."))
