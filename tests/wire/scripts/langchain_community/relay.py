# expect: unchanged
import os
import warnings

warnings.simplefilter("ignore")

from langchain_community.chat_models import ChatOpenAI

llm = ChatOpenAI(
    model="deepseek-chat",
    openai_api_base="https://api.302.ai/v1",
    openai_api_key=os.environ["RELAY_API_KEY"],
)
print(llm.invoke("Name a tree.").content)
