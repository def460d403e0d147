# expect: fix
# mode: disabled
import os

import openai as oai

print(
    oai.OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
    .chat.completions.create(
        messages=[{"role": "user", "content": "In one breath"}],
        model="deepseek-chat",
        n=1,
    )
    .choices[0]
    .message.content
)
