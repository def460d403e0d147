# expect: fix
# mode: none, disabled
import os

from openai import OpenAI

MODEL = "deepseek-chat"
beta = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com/beta")

code = beta.completions.create(model=MODEL, prompt="SELECT name FROM", suffix="ORDER BY name", max_tokens=64).choices[0].text
why = beta.chat.completions.create(
    model=MODEL,
    messages=[{"role": "user", "content": f"Explain this query: {code}"}],
)
print(code)
print(why.choices[0].message.content)
