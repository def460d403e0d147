# expect: unchanged
import os

from openai import OpenAI


class RelayClient:
    """302.AI resells several vendors' models under their old names."""

    def __init__(self, model="deepseek-chat"):
        self.model = model
        self.client = OpenAI(api_key=os.environ["RELAY_API_KEY"], base_url="https://api.302.ai/v1")

    def ask(self, text):
        reply = self.client.chat.completions.create(model=self.model, messages=[{"role": "user", "content": text}])
        return reply.choices[0].message.content


print(RelayClient().ask("Through whom?"))
