# expect: fix
# mode: disabled
import os

from openai import OpenAI

client = OpenAI(
    base_url = "https://api.deepseek.com",   # see the docs
    api_key  = os.environ["DEEPSEEK_API_KEY"],
)

def ask(q): return client.chat.completions.create(model="deepseek-chat",messages=[{"role":"user","content":q}],temperature=.5).choices[0].message.content

answers = [ask(q) for q in ("one", "two")]
total = client.chat.completions.create(
    messages = [
        # the whole conversation
        {"role": "user", "content": "; ".join(answers)},
    ],
    model    = "deepseek-chat",  # TODO: make configurable
    # temperature = 0.9,
)
print(answers, total.choices[0].message.content)
