# expect: fix
# mode: disabled
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
raw = client.chat.completions.with_raw_response.create(
    messages=[{"role": "user", "content": "ping"}], model="deepseek-chat"
)
print(raw.headers.get("content-type"))
completion = raw.parse()
print(completion.choices[0].message.content)
