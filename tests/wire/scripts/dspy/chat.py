# expect: fix
# mode: disabled
# url: served
# headers: change
import os

import dspy

lm = dspy.LM("deepseek/deepseek-chat", api_key=os.environ["DEEPSEEK_API_KEY"], temperature=0.5)
print(lm("Name a planet.")[0])
