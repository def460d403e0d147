# expect: fix
# mode: enabled
# drops: temperature
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
stream = client.chat.completions.create(
    model="deepseek-reasoner",
    messages=[{"role": "user", "content": "Solve x^2 = 2."}],
    top_p=0.95,
    temperature=0.6,
    stream=True,
)
thought, answer = "", ""
for chunk in stream:
    delta = chunk.choices[0].delta
    if getattr(delta, "reasoning_content", None):
        thought += delta.reasoning_content
    elif delta.content:
        answer += delta.content
print("Reasoning:", thought)
print("Answer:", answer)
