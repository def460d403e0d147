# expect: fix
# mode: enabled
# drops: temperature, presence_penalty, frequency_penalty
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
temperature = 0.6

response = client.chat.completions.create(
    model="deepseek-reasoner",
    messages=[{"role": "user", "content": "Design a small experiment."}],
    temperature=temperature,
    presence_penalty=0.1,
    frequency_penalty=0.2,
    max_tokens=4096,
)
print("at", temperature, response.choices[0].message.content)
