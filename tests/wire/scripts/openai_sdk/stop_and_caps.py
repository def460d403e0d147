# expect: fix
# mode: disabled
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")

COMMON = dict(model="deepseek-chat", max_tokens=40, stop=["\n\n", "END"], top_p=0.9, temperature=0.1)

first = client.chat.completions.create(messages=[{"role": "user", "content": "A list END and more"}], **COMMON)
second = client.chat.completions.create(
    **COMMON, messages=[{"role": "user", "content": "Another list"}], frequency_penalty=0.5, seed=7
)
print(first.choices[0].message.content, first.choices[0].finish_reason)
print(second.choices[0].message.content, second.usage.completion_tokens)
