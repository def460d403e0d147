# expect: fix
# mode: disabled
import os

from openai import OpenAI

DEFAULT_MODEL = "deepseek-chat"
client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")


def ask(text, model=None):
    answer = client.chat.completions.create(
        model=model or DEFAULT_MODEL,
        messages=[{"role": "user", "content": text}],
    )
    return answer.choices[0].message.content


print(ask("Nobody passes a model."))
