# expect: fix
# mode: disabled, enabled
# exit: 1
import os

from openai import OpenAI


def model_for(task: str) -> str:
    match task:
        case "proof":
            return "deepseek-reasoner"
        case _:
            return "deepseek-chat"


client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")

letter = client.chat.completions.create(
    model="deepseek-chat", messages=[{"role": "user", "content": "A letter"}]
)
proof = client.chat.completions.create(
    model="deepseek-reasoner", messages=[{"role": "user", "content": "A proof"}]
)
print(letter.choices[0].message.content, proof.choices[0].message.content)
print(model_for("proof") == model_for("letter"))
