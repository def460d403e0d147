# expect: unchanged
# mode: disabled
# exit: any
# unsafe: may break
# after: fails
import os

from openai import OpenAI


class Provider:
    base_url = None
    model = ""
    key = ""

    def ask(self, text):
        client = OpenAI(api_key=os.environ[self.key], base_url=self.base_url)
        answer = client.chat.completions.create(model=self.model, messages=[{"role": "user", "content": text}])
        return answer.choices[0].message.content


class DeepSeek(Provider):
    base_url = "https://api.deepseek.com"
    model = "deepseek-chat"
    key = "DEEPSEEK_API_KEY"


class OpenRouter(Provider):
    base_url = "https://openrouter.ai/api/v1"
    model = "deepseek/deepseek-chat"
    key = "OPENROUTER_API_KEY"


for provider in (OpenRouter(), DeepSeek()):
    print(type(provider).__name__, provider.ask("Which child are you?"))
