# expect: fix
# mode: disabled
import os

from openai import OpenAI

gpt = OpenAI(api_key=os.environ["OPENAI_API_KEY"])
deepseek = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")

QUESTION = [{"role": "user", "content": "Tabs or spaces?"}]

one = gpt.chat.completions.create(model="gpt-4o-mini", messages=QUESTION, temperature=0)
two = deepseek.chat.completions.create(model="deepseek-chat", messages=QUESTION, temperature=0)

for name, answer in (("gpt", one), ("deepseek", two)):
    print(name, answer.choices[0].message.content)
