# expect: unchanged
import os

from anthropic import Anthropic

client = Anthropic(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com/anthropic/")
with client.messages.stream(
    model="deepseek-v4-pro",
    max_tokens=1600,
    thinking={"type": "enabled", "budget_tokens": 1024},
    messages=[{"role": "user", "content": "With thoughts"}],
) as stream:
    for event in stream:
        if event.type == "thinking":
            print("thinks:", event.thinking)
        elif event.type == "text":
            print("says:", event.text)
