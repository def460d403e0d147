# expect: unchanged
import asyncio
import functools
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["OPENROUTER_API_KEY"], base_url="https://openrouter.ai/api/v1")
MODEL = "deepseek/deepseek-chat"


def user(text):
    return [{"role": "user", "content": text}]


async def main():
    first = await asyncio.to_thread(client.chat.completions.create, model=MODEL, messages=user("What is a comet?"))
    call = functools.partial(client.chat.completions.create, model=MODEL, messages=user("What is a quark?"))
    second = await asyncio.get_running_loop().run_in_executor(None, call)
    for reply in (first, second):
        print(reply.choices[0].message.content)


asyncio.run(main())
