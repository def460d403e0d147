# expect: fix
# mode: disabled, enabled
# exit: any
import os

from openai import OpenAI

SAMPLING = {"temperature": 0.7, "max_tokens": 3000}
client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")

fast = client.chat.completions.create(
    model="deepseek-chat", messages=[{"role": "user", "content": "Fast"}], **SAMPLING
)
deep = client.chat.completions.create(
    model="deepseek-reasoner", messages=[{"role": "user", "content": "Deep"}], **SAMPLING
)
print(fast.choices[0].message.content, deep.choices[0].message.content)
