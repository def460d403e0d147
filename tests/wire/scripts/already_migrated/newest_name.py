# expect: unchanged
# era: now
import os

from openai import OpenAI

MODEL = "deepseek-flash"
NO_THINKING = {"thinking": {"type": "disabled"}}

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com/v1")
for text in ("one", "two"):
    reply = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": text}], extra_body=NO_THINKING
    )
    print(reply.choices[0].message.content)
