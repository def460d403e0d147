# expect: fix
# mode: disabled
import os

from openai import OpenAI

client = None
MODEL_NAME = "deepseek-chat"


def init():
    global client
    client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")


def run(prompt):
    completion = client.chat.completions.create(model=MODEL_NAME, messages=[{"role": "user", "content": prompt}])
    return completion.choices[0].message.content


if __name__ == "__main__":
    init()
    print(run("Is anybody there?"))
