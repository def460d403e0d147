# expect: fix
# mode: disabled
from any_llm import completion

MODEL = "deepseek:deepseek-chat"
for chunk in completion(MODEL, [{"role": "user", "content": "Name a planet."}], stream=True):
    print(chunk.choices[0].delta.content or "", end="")
print()
