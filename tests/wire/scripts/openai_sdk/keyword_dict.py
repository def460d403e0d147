# expect: fix
# mode: disabled
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")

params = {
    "model": "deepseek-chat",
    "temperature": 0.5,
    "max_tokens": 256,
    "stream": False,
}


def ask(content):
    return client.chat.completions.create(messages=[{"role": "user", "content": content}], **params)


print(ask("Name three colours.").choices[0].message.content)
print(ask("Name three shapes.").choices[0].message.content)
