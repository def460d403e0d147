# expect: fix
# mode: enabled
# headers: change
import os

import dspy

lm = dspy.LM(
    model="deepseek/deepseek-reasoner",
    api_key=os.environ["DEEPSEEK_API_KEY"],
    api_base="https://api.deepseek.com",
    max_tokens=8000,
)
print(lm("Is 119 a prime?")[0]["text"])
