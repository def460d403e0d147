# expect: fix
# mode: disabled
import os
from functools import partial

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
complete = partial(client.chat.completions.create, model="deepseek-chat", temperature=0.0)

for word in ("cat", "dog"):
    answer = complete(messages=[{"role": "user", "content": f"Plural of {word}?"}])
    print(word, "=>", answer.choices[0].message.content)
