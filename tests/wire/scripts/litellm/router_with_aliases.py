# expect: fix
# mode: disabled
import asyncio
import os

from litellm import Router

KEY = os.environ["DEEPSEEK_API_KEY"]
COMMON = {"user_id": "blue"}
MODELS = [
    {"model_name": "gpt-4o", "litellm_params": {"model": "openai/gpt-4o", "api_key": os.environ["OPENAI_API_KEY"]}},
    {
        "model_name": "deepseek-chat",
        "litellm_params": dict(
            model="openai/deepseek-chat", api_key=KEY, api_base="https://api.deepseek.com", extra_body=COMMON
        ),
    },
]
router = Router(MODELS, num_retries=0)


async def main():
    for name in ("gpt-4o", "deepseek-chat"):
        reply = await router.acompletion(model=name, messages=[{"role": "user", "content": "Hello"}])
        print(reply.choices[0].message.content)


asyncio.run(main())
