# expect: unchanged
# mode: disabled, enabled
# exit: 1
# unsafe: may change
# after: fails
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")

for model in ["deepseek-chat", "deepseek-reasoner"]:
    answer = client.chat.completions.create(
        model=model,
        messages=[{"role": "user", "content": "Compare yourselves."}],
    )
    print(answer.choices[0].message.content)
