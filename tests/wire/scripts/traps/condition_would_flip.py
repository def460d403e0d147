# expect: unchanged
# mode: enabled
# exit: 1
# unsafe: may break
# after: fails
import os

from openai import OpenAI

MODEL = "deepseek-reasoner"
client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")

message = (
    client.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": "How many?"}]).choices[0].message
)
if MODEL == "deepseek-reasoner":
    print("thoughts:", message.reasoning_content)
print("answer:", message.content)
