# expect: fix
# mode: enabled
import os

from langchain_openai import ChatOpenAI

llm = ChatOpenAI(
    model_name="deepseek-reasoner",
    api_key=os.environ["DEEPSEEK_API_KEY"],
    base_url="https://api.deepseek.com",
)
print(llm.invoke("Is 57 a prime?").content)
