# expect: unchanged
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com/beta")
code = client.completions.create(
    model="deepseek-v4-pro", prompt="class Stack:", suffix="    def pop(self):", max_tokens=100, temperature=0
)
print(code.choices[0].text)
