# expect: fix
# mode: disabled
# answers: 429 503
import logging
import os
import time

import openai
from openai import OpenAI

logging.basicConfig(level=logging.ERROR)
client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com", max_retries=0)


def complete(prompt: str, attempts: int = 4, wait: float = 0.01) -> str:
    for attempt in range(1, attempts + 1):
        try:
            result = client.chat.completions.create(
                model="deepseek-chat",
                messages=[{"role": "user", "content": prompt}],
                temperature=0.7,
            )
            return result.choices[0].message.content
        except (openai.RateLimitError, openai.InternalServerError) as error:
            print(f"attempt {attempt}: {error.status_code}")
            time.sleep(wait)
    raise RuntimeError("gave up")


print(complete("Still there?"))
