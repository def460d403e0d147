# expect: unchanged
import os

from openai import OpenAI

DEEPSEEK_API_KEY = os.environ["DEEPSEEK_API_KEY"]
DEEPSEEK_MODEL = "deepseek-chat"
deepseek_client = OpenAI(api_key=DEEPSEEK_API_KEY, base_url="https://api.nano-gpt.com/v1")

answer = deepseek_client.chat.completions.create(
    model=DEEPSEEK_MODEL, messages=[{"role": "user", "content": "Everything but the host says DeepSeek"}]
)
print(answer.choices[0].message.content)
