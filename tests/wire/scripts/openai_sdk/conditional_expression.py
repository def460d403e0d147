# expect: fix
# mode: disabled, enabled
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")


def ask(question: str, think: bool = False) -> str:
    response = client.chat.completions.create(
        model="deepseek-reasoner" if think else "deepseek-chat",
        messages=[{"role": "user", "content": question}],
    )
    message = response.choices[0].message
    if think:
        print("(thought for", response.usage.completion_tokens_details.reasoning_tokens, "tokens)")
    return message.content


print(ask("What is the capital of Peru?"))
print(ask("How many primes are below 50?", think=True))
