# expect: fix
# mode: disabled, none
import os
from enum import Enum

from openai import OpenAI


class Model(str, Enum):
    CHAT = "deepseek-chat"
    PRO = "deepseek-v4-pro"


client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")


def small_talk(text):
    return client.chat.completions.create(
        model=Model.CHAT.value, messages=[{"role": "user", "content": text}], temperature=1.1
    )


def plan(text):
    return client.chat.completions.create(
        model=Model.PRO.value,
        messages=[{"role": "user", "content": text}],
        extra_body={"thinking": {"type": "enabled"}},
    )


print(small_talk("Hi there").choices[0].message.content)
print(plan("A trip to Turin").choices[0].message.content)
print([member.name for member in Model])
