# expect: unchanged
import os

import requests

DASHSCOPE = "https://dashscope.aliyuncs.com/compatible-mode/v1"


def complete(messages, thinking=False):
    body = {"model": "deepseek-v3.2", "messages": messages, "enable_thinking": thinking, "temperature": 0.3}
    response = requests.post(
        f"{DASHSCOPE}/chat/completions",
        json=body,
        headers={"Authorization": f"Bearer {os.environ['LLM_API_KEY']}"},
        timeout=30,
    )
    return response.json()["choices"][0]["message"]["content"]


print(complete([{"role": "user", "content": "In Hangzhou too"}]))
