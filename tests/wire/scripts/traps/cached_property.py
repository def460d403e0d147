# expect: fix
# mode: disabled
import os
from functools import cached_property

from openai import OpenAI


class Service:
    MODEL_ID = "deepseek-chat"

    @cached_property
    def client(self) -> OpenAI:
        return OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")

    @property
    def model(self) -> str:
        return self.MODEL_ID

    def run(self, prompt: str) -> str:
        completion = self.client.chat.completions.create(
            model=self.model, messages=[{"role": "user", "content": prompt}]
        )
        return completion.choices[0].message.content


print(Service().run("Lazy"))
