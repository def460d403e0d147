# expect: fix
# mode: enabled
import os

from crewai import LLM

llm = LLM(
    model="deepseek/deepseek-reasoner",
    base_url="https://api.deepseek.com",
    api_key=os.environ["DEEPSEEK_API_KEY"],
)
print(llm.call("Is 133 a prime?"))
