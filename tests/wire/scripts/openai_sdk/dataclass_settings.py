# expect: fix
# mode: disabled
from __future__ import annotations

import os
from dataclasses import dataclass, field

from openai import OpenAI


@dataclass
class LLMConfig:
    model: str = "deepseek-chat"
    base_url: str = "https://api.deepseek.com"
    temperature: float = 0.0
    api_key: str = field(default_factory=lambda: os.environ["DEEPSEEK_API_KEY"])


class Assistant:
    def __init__(self, config: LLMConfig):
        self.config = config
        self.client = OpenAI(api_key=config.api_key, base_url=config.base_url)

    def answer(self, question: str) -> str:
        response = self.client.chat.completions.create(
            model=self.config.model,
            temperature=self.config.temperature,
            messages=[{"role": "user", "content": question}],
        )
        return response.choices[0].message.content


assistant = Assistant(LLMConfig())
print(assistant.answer("Where is Lake Titicaca?"))
