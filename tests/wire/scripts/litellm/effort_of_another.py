# expect: unchanged
import os

from litellm import completion

reply = completion(
    model="openrouter/deepseek/deepseek-chat",
    api_key=os.environ["OPENROUTER_API_KEY"],
    messages=[{"role": "user", "content": "Hello"}],
    reasoning_effort="low",
)
print(reply.choices[0].message.content)
