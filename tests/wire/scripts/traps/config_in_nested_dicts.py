# expect: fix
# mode: disabled
import os

from openai import OpenAI

CONFIG = {
    "llm": {
        "model": "deepseek-chat",
        "base_url": "https://api.deepseek.com",
        "options": {"temperature": 0.3, "max_tokens": 200},
    },
    "output": {"prefix": "> "},
}

llm = CONFIG["llm"]
client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url=llm["base_url"])
answer = client.chat.completions.create(
    model=llm["model"],
    messages=[{"role": "user", "content": "Deep down"}],
    temperature=CONFIG["llm"]["options"]["temperature"],
)
print(CONFIG["output"]["prefix"] + answer.choices[0].message.content)
