# expect: fix
# mode: none
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")

deep = client.chat.completions.create(
    model="deepseek-chat",
    messages=[{"role": "user", "content": "Prove that the square root of 2 is irrational."}],
    extra_body={"thinking": {"type": "enabled"}},
)
plain = client.chat.completions.create(
    model="deepseek-chat",
    messages=[{"role": "user", "content": "Thank you!"}],
    extra_body={"thinking": {"type": "disabled"}},
)
print(bool(deep.choices[0].message.reasoning_content), deep.choices[0].message.content)
print(hasattr(plain.choices[0].message, "reasoning_content"), plain.choices[0].message.content)
