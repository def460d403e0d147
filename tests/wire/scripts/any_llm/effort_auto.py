# expect: fix
# mode: disabled
from any_llm import completion

response = completion(
    model="deepseek-chat",
    provider="deepseek",
    messages=[{"role": "user", "content": "Name a planet."}],
    reasoning_effort="auto",
)
print(response.choices[0].message.content)
