# expect: unchanged
from openai import OpenAI

client = OpenAI(base_url="http://localhost:11434/v1", api_key="ollama")

answer = client.chat.completions.create(
    model="deepseek-coder",
    messages=[{"role": "user", "content": "Write a quine."}],
    temperature=0.2,
)
print(answer.choices[0].message.content)
