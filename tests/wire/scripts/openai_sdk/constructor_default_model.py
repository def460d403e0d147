# expect: fix
# mode: disabled
import os

import openai


class Translator:
    def __init__(self, model="deepseek-chat", source="zh", target="en"):
        self._client = openai.OpenAI(base_url="https://api.deepseek.com", api_key=os.environ["DEEPSEEK_API_KEY"])
        self._model = model
        self._prompt = f"Translate {source} to {target}. Output the translation only."

    def __call__(self, text):
        result = self._client.chat.completions.create(
            model=self._model,
            messages=[{"role": "system", "content": self._prompt}, {"role": "user", "content": text}],
        )
        return result.choices[0].message.content.strip()


if __name__ == "__main__":
    translate = Translator(target="fr")
    for line in ["你好，世界", "再见"]:
        print(translate(line))
