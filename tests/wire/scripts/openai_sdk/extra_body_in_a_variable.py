# expect: fix
# mode: disabled
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
TRACKING = {"user_id": "batch-42"}


def label(text: str) -> str:
    completion = client.chat.completions.create(
        model="deepseek-chat",
        messages=[{"role": "user", "content": f"Positive or negative? {text}"}],
        max_tokens=8,
        extra_body=TRACKING,
    )
    return completion.choices[0].message.content


print(label("What a day!"))
print(TRACKING)
