# expect: fix
# mode: none
from any_llm import completion

response = completion(
    model="deepseek-chat",
    provider="deepseek",
    messages=[{"role": "user", "content": "Is 119 a prime?"}],
    reasoning_effort="low",
)
print(response.choices[0].message.content)
