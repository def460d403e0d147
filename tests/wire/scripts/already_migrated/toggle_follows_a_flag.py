# expect: unchanged
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")


def ask(text, think):
    response = client.chat.completions.create(
        model="deepseek-v4-flash",
        messages=[{"role": "user", "content": text}],
        extra_body={"thinking": {"type": "enabled" if think else "disabled"}},
    )
    return response.choices[0].message


print(ask("short", False).content)
print(ask("long", True).reasoning_content)
