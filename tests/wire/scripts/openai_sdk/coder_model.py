# expect: fix
# mode: disabled
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com/v1")

CODE_PROMPT = "Write a function that reverses a list."
response = client.chat.completions.create(
    model="deepseek-coder",
    messages=[{"role": "user", "content": CODE_PROMPT}],
    temperature=0.0, max_tokens=1024)
print(response.choices[0].message.content)
