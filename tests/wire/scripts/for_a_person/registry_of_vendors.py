# expect: unchanged
# mode: disabled
# exit: 1
# unsafe: may change
# after: fails
import os

from openai import OpenAI

PROVIDERS = {
    "openai": {"base_url": "https://api.openai.com/v1", "model": "gpt-4o-mini", "key": "OPENAI_API_KEY"},
    "deepseek": {"base_url": "https://api.deepseek.com", "model": "deepseek-chat", "key": "DEEPSEEK_API_KEY"},
    "openrouter": {
        "base_url": "https://openrouter.ai/api/v1",
        "model": "deepseek/deepseek-chat",
        "key": "OPENROUTER_API_KEY",
    },
}


def ask(provider, prompt):
    settings = PROVIDERS[provider]
    client = OpenAI(api_key=os.environ[settings["key"]], base_url=settings["base_url"])
    response = client.chat.completions.create(
        model=settings["model"],
        messages=[{"role": "user", "content": prompt}],
    )
    return response.choices[0].message.content


for name in PROVIDERS:
    print(name, ask(name, "Who are you?"))
