# expect: fix
# mode: disabled
# exit: 1
import os

from langchain_openai import ChatOpenAI

DEEPSEEK_BASE = "https://api.deepseek.com/v1"


def build_llm(streaming=False):
    return ChatOpenAI(
        model_name="deepseek-chat",
        openai_api_key=os.getenv("DEEPSEEK_API_KEY"),
        openai_api_base=DEEPSEEK_BASE,
        max_tokens=1024,
        streaming=streaming,
    )


print(build_llm().invoke("Say hi").content)
for chunk in build_llm(streaming=True).stream("Count to three"):
    print(chunk.content, end="|")
print()
