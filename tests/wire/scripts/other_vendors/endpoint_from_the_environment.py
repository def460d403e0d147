# expect: unchanged
# env: LLM_BASE_URL=https://gateway.example/v1
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["LLM_API_KEY"], base_url=os.environ["LLM_BASE_URL"])


def ask(text: str) -> str:
    answer = client.chat.completions.create(
        model="deepseek-chat",
        messages=[{"role": "user", "content": text}],
    )
    return answer.choices[0].message.content


print(ask("Whose gateway is this?"))
