# expect: unchanged
# mode: disabled
# exit: 1
# unsafe: may break
# after: fails
import os

from openai import OpenAI

PRICE = {"deepseek-chat": 1.1, "deepseek-reasoner": 2.2}
MODEL = "deepseek-chat"

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
answer = client.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": "Pay by the word"}])
print(answer.choices[0].message.content, PRICE[MODEL] * answer.usage.completion_tokens)
