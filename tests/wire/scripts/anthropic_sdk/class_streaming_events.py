# expect: fix
# mode: disabled
import os

import anthropic


class Writer:
    model = "deepseek-chat"

    def __init__(self, base_url="https://api.deepseek.com/anthropic"):
        self.client = anthropic.Anthropic(base_url=base_url, api_key=os.environ["DEEPSEEK_API_KEY"])

    def write(self, brief):
        parts = []
        events = self.client.messages.create(
            model=self.model,
            max_tokens=300,
            messages=[{"role": "user", "content": brief}],
            stream=True,
        )
        for event in events:
            if event.type == "content_block_delta" and event.delta.type == "text_delta":
                parts.append(event.delta.text)
        return "".join(parts)


print(Writer().write("An ode to tea"))
