# expect: unchanged
import os

from openai import OpenAI

client = OpenAI(base_url="https://models.github.ai/inference", api_key=os.environ["LLM_API_KEY"])
params = {"model": "deepseek/DeepSeek-R1", "temperature": 0.6}
print(
    client.chat.completions.create(messages=[{"role": "user", "content": "Fork me"}], **params)
    .choices[0]
    .message.content
)
