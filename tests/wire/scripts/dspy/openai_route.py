# expect: fix
# mode: disabled
# headers: change
import os

import dspy

CONFIG = {"api_key": os.environ["DEEPSEEK_API_KEY"], "api_base": "https://api.deepseek.com/v1", "cache": False}
dspy.configure(lm=dspy.LM("openai/deepseek-chat", **CONFIG))
for answer in dspy.settings.lm("Name a moon."):
    print(answer)
