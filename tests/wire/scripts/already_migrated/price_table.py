# expect: unchanged
import os

from openai import OpenAI

# USD for a million tokens of output
PRICES = {
    "gpt-4o-mini": 0.60,
    "deepseek-chat": 1.10,
    "deepseek-reasoner": 2.19,
    "deepseek-v4-flash": 0.60,
}
MODEL = "deepseek-v4-flash"

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
answer = client.chat.completions.create(
    model=MODEL,
    messages=[{"role": "user", "content": "What do you cost?"}],
    extra_body={"thinking": {"type": "disabled"}},
)
cost = PRICES[MODEL] * answer.usage.completion_tokens / 1_000_000
print(f"{answer.choices[0].message.content} ({cost:.8f})")
