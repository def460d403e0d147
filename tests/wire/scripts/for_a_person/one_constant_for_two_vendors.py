# expect: unchanged
# mode: disabled
# exit: 1
# unsafe: may change
# after: fails
import os

from openai import OpenAI

MODEL = "deepseek-chat"

official = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
relay = OpenAI(api_key=os.environ["RELAY_API_KEY"], base_url="https://api.302.ai/v1")

MESSAGES = [{"role": "user", "content": "Which of you is faster?"}]
for client in (relay, official):
    print(client.chat.completions.create(model=MODEL, messages=MESSAGES).choices[0].message.content)
