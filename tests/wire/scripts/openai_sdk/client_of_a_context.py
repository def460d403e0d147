# expect: fix
# mode: disabled
import os
from contextlib import contextmanager

from openai import OpenAI


@contextmanager
def session():
    client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
    try:
        yield client
    finally:
        client.close()


class Chat:
    model = "deepseek-chat"

    def ask(self, text):
        with session() as client:
            reply = client.chat.completions.create(
                model=type(self).model, messages=[{"role": "user", "content": text}]
            )
        return reply.choices[0].message.content


print(Chat().ask("What is a context?"))
