# expect: fix
# mode: disabled
# exit: any
import os

from openai import OpenAI


class LLM:
    def __init__(self, temperature=0.4):
        self.model = "deepseek-chat"
        self.temperature = temperature
        self.client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")

    def ask(self, text):
        options = {"model": self.model, "messages": [{"role": "user", "content": text}]}
        if self.model != "deepseek-reasoner":
            options["temperature"] = self.temperature
        return self.client.chat.completions.create(**options).choices[0].message.content


print(LLM().ask("Does it matter?"))
