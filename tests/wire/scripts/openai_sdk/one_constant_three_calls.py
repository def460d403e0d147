# expect: fix
# mode: disabled
"""Summarise, translate and name a note."""

import os

from openai import OpenAI

# ---------------------------------------------------------------- settings
API_KEY = os.environ["DEEPSEEK_API_KEY"]
BASE_URL = "https://api.deepseek.com"
MODEL = "deepseek-chat"  # cheap and fast
TEMPERATURE = 0.3
# -------------------------------------------------------------------------

client = OpenAI(api_key=API_KEY, base_url=BASE_URL)


def summarise(text: str) -> str:
    answer = client.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": f"Summarise in one line: {text}"}],
        temperature=TEMPERATURE,
    )
    return answer.choices[0].message.content


def translate(text: str, language: str = "German") -> str:
    answer = client.chat.completions.create(
        model=MODEL,
        temperature=0,
        messages=[
            {"role": "system", "content": f"Translate to {language}."},
            {"role": "user", "content": text},
        ],
    )
    return answer.choices[0].message.content


def title(text: str) -> str:
    answer = client.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": text}], max_tokens=12)
    return answer.choices[0].message.content


if __name__ == "__main__":
    note = "The river rose twice this spring."
    for step in (summarise, translate, title):
        print(step.__name__, "->", step(note))
