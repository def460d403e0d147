# expect: fix
# mode: disabled
import os

from openai import OpenAI


def call_llm(client, model, prompt, temperature=0.7):
    completion = client.chat.completions.create(
        model=model,
        messages=[{"role": "user", "content": prompt}],
        temperature=temperature,
    )
    return completion.choices[0].message.content


def main():
    client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
    outline = call_llm(client, "deepseek-chat", "Outline a talk on moss.")
    print(call_llm(client, "deepseek-chat", f"Shorten: {outline}", temperature=0.2))


main()
