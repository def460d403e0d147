# expect: fix
# mode: enabled
from langchain_deepseek import ChatDeepSeek

REASONER = "deepseek-reasoner"
llm = ChatDeepSeek(model=REASONER, api_base="https://api.deepseek.com/v1", max_tokens=4000)
reply = llm.invoke("How many primes are there below 20?")
print(reply.additional_kwargs["reasoning_content"])
print(reply.content)
