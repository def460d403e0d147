# expect: fix
# mode: disabled
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")


def ask(text, extra_body=None):
    answer = client.chat.completions.create(
        model="deepseek-chat",
        messages=[{"role": "user", "content": text}],
        extra_body=extra_body,
    )
    return answer.choices[0].message.content


print(ask("plain"))
print(ask("tagged", extra_body={"user_id": "u-2"}))
