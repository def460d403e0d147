# expect: fix
# mode: disabled
import os
import sys

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")


def chat(prompt):
    stream = client.chat.completions.create(
        model='deepseek-chat',
        messages=[{'role': 'user', 'content': prompt}],
        stream=True,
        stream_options={'include_usage': True},
    )
    for chunk in stream:
        if chunk.choices and chunk.choices[0].delta.content:
            sys.stdout.write(chunk.choices[0].delta.content)
            sys.stdout.flush()
        if chunk.usage:
            print(f"\n[{chunk.usage.completion_tokens} tokens]")


chat('Tell me about the sea.')
