# expect: fix
# mode: enabled
import os

import litellm

MODEL = "deepseek/deepseek-reasoner"

stream = litellm.completion(
    MODEL,
    [{"role": "user", "content": "Is 87 a prime?"}],
    api_key=os.environ["DEEPSEEK_API_KEY"],
    stream=True,
)
for chunk in stream:
    delta = chunk.choices[0].delta
    print(getattr(delta, "reasoning_content", None) or delta.content or "", end="")
print()
