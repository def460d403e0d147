# expect: unchanged
import os

from openai import OpenAI

# We used deepseek-chat here until May.
client = OpenAI(api_key=os.environ["OPENAI_API_KEY"])
completion = client.chat.completions.create(
    model="gpt-4o-mini",
    messages=[{"role": "user", "content": "Is DeepSeek any good?"}],
    temperature=0.2,
)
print(completion.choices[0].message.content)
