# expect: unchanged
import os

import dspy

lm = dspy.LM("openai/deepseek-chat", api_base="https://api.302.ai/v1", api_key=os.environ["RELAY_API_KEY"])
print(lm("Hello")[0])
