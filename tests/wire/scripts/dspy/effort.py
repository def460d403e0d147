# expect: fix
# mode: none
import os

import dspy

lm = dspy.LM("deepseek/deepseek-chat", api_key=os.environ["DEEPSEEK_API_KEY"], reasoning_effort="high", cache=False)
print(lm("Is 119 a prime?")[0])
