# expect: fix
# mode: disabled
import os

from crewai import LLM

llm = LLM(model="deepseek/deepseek-chat", api_key=os.environ["DEEPSEEK_API_KEY"], temperature=0.4)
print(llm.call([{"role": "user", "content": "Name a flower."}]))
