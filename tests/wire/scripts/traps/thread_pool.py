# expect: fix
# mode: disabled
# order: any
import os
from concurrent.futures import ThreadPoolExecutor

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
ask = lambda text: client.chat.completions.create(  # noqa: E731
    model="deepseek-chat", messages=[{"role": "user", "content": text}]
)

with ThreadPoolExecutor(3) as pool:
    for answer in pool.map(ask, ["uno", "due", "tre"]):
        print(answer.choices[0].message.content)
