# expect: unchanged
# exit: any
# args: chat
import os
import sys

from openai import OpenAI

# Old names that users may still have in their own settings.
ALIASES = {"deepseek-chat": "deepseek-v4-flash", "deepseek-coder": "deepseek-v4-flash"}


def current(name: str) -> str:
    return ALIASES.get(name, name)


client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
answer = client.chat.completions.create(
    model=current(f"deepseek-{sys.argv[1]}"),
    messages=[{"role": "user", "content": "Under an old name"}],
    extra_body={"thinking": {"type": "disabled"}},
)
print(answer.choices[0].message.content)
