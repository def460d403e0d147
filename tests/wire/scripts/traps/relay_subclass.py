# expect: unchanged
import os

from openai import OpenAI


class Relay(OpenAI):
    """Our own client, at our own relay."""

    def __init__(self):
        super().__init__(api_key=os.environ["RELAY_API_KEY"], base_url="https://relay.example.org/v1")


answer = Relay().chat.completions.create(
    model="deepseek-chat", messages=[{"role": "user", "content": "By way of a subclass"}]
)
print(answer.choices[0].message.content)
