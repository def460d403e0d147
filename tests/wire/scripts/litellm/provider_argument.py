# expect: fix
# mode: disabled
from litellm import completion

response = completion(
    model="deepseek-chat",
    custom_llm_provider="deepseek",
    messages=[{"role": "user", "content": "hello from a provider"}],
)
print(response.choices[0].message.content)
