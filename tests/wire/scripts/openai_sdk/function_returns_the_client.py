# expect: fix
# mode: disabled
import os
from functools import lru_cache

from openai import OpenAI

DEEPSEEK_URL = "https://api.deepseek.com"


@lru_cache(maxsize=1)
def get_client() -> OpenAI:
    """One client for the whole process."""
    key = os.getenv("DEEPSEEK_API_KEY")
    if not key:
        raise SystemExit("DEEPSEEK_API_KEY is not set")
    return OpenAI(api_key=key, base_url=DEEPSEEK_URL)


def classify(ticket: str) -> str:
    response = get_client().chat.completions.create(
        model="deepseek-chat",
        messages=[
            {"role": "system", "content": "Answer with one of: bug, question, praise."},
            {"role": "user", "content": ticket},
        ],
        temperature=0,
        max_tokens=5,
    )
    return response.choices[0].message.content


if __name__ == "__main__":
    print(classify("It crashes on start."))
    print(classify("I love it."))
