# expect: fix
# mode: disabled, enabled
import os

from openai import OpenAI

MODELS = {"fast": "deepseek-chat", "deep": "deepseek-reasoner"}
client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")


def draft(topic):
    r = client.chat.completions.create(
        model=MODELS["fast"], messages=[{"role": "user", "content": f"Draft: {topic}"}]
    )
    return r.choices[0].message.content


def check(text):
    r = client.chat.completions.create(
        model=MODELS["deep"],
        messages=[{"role": "user", "content": f"Find mistakes: {text}"}],
    )
    return r.choices[0].message.content


print(check(draft("bees")))
