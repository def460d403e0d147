# expect: fix
# mode: disabled
import os

from openai import OpenAI


def make_asker(system):
    client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
    model = "deepseek-chat"

    def ask(text, **options):
        response = client.chat.completions.create(
            model=model,
            messages=[{"role": "system", "content": system}, {"role": "user", "content": text}],
            timeout=options.get("timeout", 20),
        )
        return response.choices[0].message.content

    return ask


pirate = make_asker("You are a pirate.")
print(pirate("Where to?"))
print(pirate("And then?", timeout=5))
