# expect: unsafe
# mode: none
from any_llm import AnyLLM

llm = AnyLLM.create("deepseek")
response = llm.completion(
    model="deepseek-chat",
    messages=[{"role": "user", "content": "Is 119 a prime?"}],
    reasoning_effort="low",
)
print(response.choices[0].message.content)
