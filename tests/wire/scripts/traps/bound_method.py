# expect: fix
# mode: disabled
import os

from openai import OpenAI

chat = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com").chat
create = chat.completions.create
completions = chat.completions

one = create(model="deepseek-chat", messages=[{"role": "user", "content": "By its method"}])
two = completions.create(model="deepseek-chat", messages=[{"role": "user", "content": "By its parent"}])
print(one.choices[0].message.content)
print(two.choices[0].message.content)
