# expect: fix
# mode: enabled
import os
import warnings

warnings.simplefilter("ignore")

from langchain_community.chat_models.openai import ChatOpenAI

BASE = "https://api.deepseek.com"
llm = ChatOpenAI(
    model="deepseek-reasoner",
    openai_api_base=BASE,
    openai_api_key=os.environ["DEEPSEEK_API_KEY"],
    model_kwargs={"top_p": 0.95},
)
print(llm.invoke("Is 51 a prime?").content)
