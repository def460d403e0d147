# expect: unchanged
import os

import dspy

lm = dspy.LM("openrouter/deepseek/deepseek-chat", api_key=os.environ["OPENROUTER_API_KEY"])
print(lm("Hello")[0])
