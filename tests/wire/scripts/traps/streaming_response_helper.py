# expect: fix
# mode: disabled
import json
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
with client.chat.completions.with_streaming_response.create(
    model="deepseek-chat",
    messages=[{"role": "user", "content": "As it comes"}],
) as response:
    text = "".join(response.iter_lines())
print(json.loads(text)["choices"][0]["message"]["content"])
