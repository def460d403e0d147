# expect: unchanged
import os

import openai

openai.api_key = os.getenv("OPENAI_API_KEY")

completion = openai.ChatCompletion.create(
    model="gpt-3.5-turbo",
    messages=[{"role": "user", "content": "How does deepseek-chat differ from you?"}],
)
print(completion.choices[0].message.content)
