# expect: fix
# mode: disabled
import os
import warnings

warnings.simplefilter("ignore")

from langchain_community.chat_models import ChatOpenAI

llm = ChatOpenAI(
    model_name="deepseek-chat",
    openai_api_base="https://api.deepseek.com/v1",
    openai_api_key=os.environ["DEEPSEEK_API_KEY"],
    max_tokens=256,
)
print(llm.invoke("Name a tree.").content)
