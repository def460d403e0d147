# expect: fix
# mode: disabled
import asyncio
import functools
import os
from concurrent.futures import ThreadPoolExecutor

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
MODEL = "deepseek-chat"


def user(text):
    return [{"role": "user", "content": text}]


async def main():
    first = await asyncio.to_thread(client.chat.completions.create, model=MODEL, messages=user("What is a comet?"))
    call = functools.partial(client.chat.completions.create, model=MODEL, messages=user("What is a quark?"))
    second = await asyncio.get_running_loop().run_in_executor(None, call)
    with ThreadPoolExecutor(max_workers=1) as pool:
        third = pool.submit(client.chat.completions.create, model=MODEL, messages=user("What is a lens?")).result()
    for reply in (first, second, third):
        print(reply.choices[0].message.content)


asyncio.run(main())
