# expect: fix
# mode: disabled
import os

from anthropic import Anthropic

client = Anthropic(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com/anthropic")

with client.messages.stream(
    model="deepseek-chat",
    max_tokens=512,
    extra_body={"temperature": 0.8},
    messages=[{"role": "user", "content": "Write a limerick."}],
) as stream:
    for text in stream.text_stream:
        print(text, end="", flush=True)
print()
