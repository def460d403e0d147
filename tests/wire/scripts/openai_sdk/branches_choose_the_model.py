# expect: fix
# mode: disabled, enabled, disabled
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com/v1")


def solve(task, hard):
    if hard:
        model = "deepseek-reasoner"
    else:
        model = "deepseek-chat"
    result = client.chat.completions.create(
        model=model,
        messages=[{"role": "user", "content": task}],
        max_tokens=2000,
    )
    return result.choices[0].message.content


for task, hard in [("Spell 'rhythm'.", False), ("Factor 8051.", True), ("Spell 'sphinx'.", False)]:
    print(solve(task, hard))
