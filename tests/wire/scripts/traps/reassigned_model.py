# expect: fix
# mode: disabled, enabled
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
messages = [{"role": "user", "content": "First draft"}]

model = "deepseek-chat"
draft = client.chat.completions.create(model=model, messages=messages)

model = "deepseek-reasoner"
messages = [{"role": "user", "content": "Check: " + draft.choices[0].message.content}]
final = client.chat.completions.create(model=model, messages=messages)

print(final.choices[0].message.content)
