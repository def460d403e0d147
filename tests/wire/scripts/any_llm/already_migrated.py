# expect: unchanged
from any_llm import completion

response = completion(
    model="deepseek:deepseek-v4-flash",
    messages=[{"role": "user", "content": "Name a planet."}],
    reasoning_effort="none",
)
print(response.choices[0].message.content)
