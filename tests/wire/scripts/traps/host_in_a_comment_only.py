# expect: unchanged
import os

import openai

# base_url="https://api.deepseek.com" was here; the proxy took over in 2025.
client = openai.OpenAI(api_key=os.environ["LLM_API_KEY"], base_url="https://proxy.example.edu/llm/v1")
answer = client.chat.completions.create(
    model="deepseek-reasoner",
    messages=[{"role": "user", "content": "At the university"}],
    temperature=0.6,
)
print(answer.choices[0].message.content)
