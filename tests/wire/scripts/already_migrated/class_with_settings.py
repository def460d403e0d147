# expect: unchanged
import os
from dataclasses import dataclass, field

from openai import OpenAI


@dataclass(frozen=True)
class Settings:
    model: str = "deepseek-v4-flash"
    base_url: str = "https://api.deepseek.com"
    extra_body: dict = field(default_factory=lambda: {"thinking": {"type": "disabled"}})


class Bot:
    def __init__(self, settings=None):
        self.settings = settings or Settings()
        self.client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url=self.settings.base_url)

    def say(self, text):
        answer = self.client.chat.completions.create(
            model=self.settings.model,
            messages=[{"role": "user", "content": text}],
            extra_body=self.settings.extra_body,
        )
        return answer.choices[0].message.content


print(Bot().say("All from settings"))
