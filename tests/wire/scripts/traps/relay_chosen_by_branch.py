# expect: unchanged
# exit: any
# env: LLM_PROVIDER=relay RELAY_URL=https://relay.example.com/v1
import os

from openai import OpenAI

if os.environ["LLM_PROVIDER"] == "relay":
    client = OpenAI(api_key=os.environ["RELAY_API_KEY"], base_url=os.environ["RELAY_URL"])
else:
    client = OpenAI(api_key=os.environ["OPENAI_API_KEY"])

answer = client.chat.completions.create(
    model="deepseek-chat",
    messages=[{"role": "user", "content": "One of two, neither is DeepSeek"}],
)
print(answer.choices[0].message.content)
