# expect: fix
# mode: disabled
import os

import openai

client = openai.OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"])
client.base_url = "https://api.deepseek.com"

chat_completion = client.chat.completions.create(
    messages=[{"role": "user", "content": "Say this is a test"}],
    model="deepseek-chat",
)
print(chat_completion.choices[0].message.content)
