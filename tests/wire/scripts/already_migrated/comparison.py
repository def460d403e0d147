# expect: unchanged
# exit: any
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")


def vendor(model: str) -> str:
    if model in ("deepseek-chat", "deepseek-reasoner") or model.startswith("deepseek-v4"):
        return "deepseek"
    return "other"


assert vendor("deepseek-chat") == "deepseek"
answer = client.chat.completions.create(
    model="deepseek-v4-pro",
    messages=[{"role": "user", "content": f"Greetings from {vendor('deepseek-v4-pro')}"}],
)
print(answer.choices[0].message.content)
