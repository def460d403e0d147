# expect: fix
# mode: enabled
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com/v1")

messages = [{"role": "user", "content": "9.11 and 9.8, which is greater?"}]
response = client.chat.completions.create(model="deepseek-reasoner", messages=messages)

message = response.choices[0].message
print("thoughts:", message.reasoning_content)
print("answer:", message.content)
print("reasoning tokens:", response.usage.completion_tokens_details.reasoning_tokens)
