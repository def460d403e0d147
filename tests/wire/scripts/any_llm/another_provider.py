# expect: unchanged
from any_llm import completion

response = completion(
    model="deepseek/deepseek-chat",
    provider="openrouter",
    messages=[{"role": "user", "content": "Name a planet."}],
)
print(response.choices[0].message.content)
