# expect: unchanged
# args: https://llm.example.net/v1
import os
import sys

import openai


def make_client(base_url):
    return openai.OpenAI(api_key=os.environ["LLM_API_KEY"], base_url=base_url)


client = make_client(sys.argv[1])
result = client.chat.completions.create(
    model="deepseek-chat", messages=[{"role": "user", "content": "Whoever you are"}]
)
print(result.choices[0].message.content)
