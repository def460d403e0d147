# expect: unchanged
import os

from openai import OpenAI

fireworks = OpenAI(base_url="https://api.fireworks.ai/inference/v1", api_key=os.environ["LLM_API_KEY"])
answer = fireworks.chat.completions.create(
    model="accounts/fireworks/models/deepseek-v4p1-flash",
    messages=[{"role": "user", "content": "Boom"}],
    reasoning_effort="none",
)
print(answer.choices[0].message.content)
