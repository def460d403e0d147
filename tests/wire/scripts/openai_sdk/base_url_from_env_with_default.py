# expect: fix
# mode: disabled
import os

from openai import OpenAI

api_key = os.environ.get("DEEPSEEK_API_KEY", "")
base_url = os.getenv("DEEPSEEK_BASE_URL", "https://api.deepseek.com/v1")

client = OpenAI(api_key=api_key, base_url=base_url)


def ask(question):
    try:
        completion = client.chat.completions.create(
            model="deepseek-chat",
            messages=[{"role": "user", "content": question}],
            temperature=0.7,
        )
    except Exception as e:
        print("Error:", e)
        return None
    return completion.choices[0].message.content


print(ask("What is a monad?"))
