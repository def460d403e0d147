# expect: unchanged
import os

import litellm

reply = litellm.completion(
    model="together_ai/deepseek-ai/DeepSeek-V3",
    api_key=os.environ["RELAY_API_KEY"],
    messages=[{"role": "user", "content": "Are you deepseek-chat?"}],
)
print(reply.choices[0].message.content)
