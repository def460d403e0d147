# expect: unchanged
import functools
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com/v1")
complete = functools.partial(
    client.chat.completions.create,
    model="deepseek-v4-flash",
    extra_body={"thinking": {"type": "disabled"}},
)
print(complete(messages=[{"role": "user", "content": "Bound already"}], top_p=0.8).choices[0].message.content)
