# expect: unchanged
import os

from litellm import completion

response = completion(
    model="deepseek/deepseek-chat",
    custom_llm_provider="openrouter",
    api_key=os.environ["OPENROUTER_API_KEY"],
    messages=[{"role": "user", "content": "hello from a router"}],
)
print(response.choices[0].message.content)
