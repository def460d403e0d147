# expect: unchanged
import os

from openai import OpenAI

TOKENIZER = "deepseek-ai/deepseek-coder-6.7b-instruct"
client = OpenAI(base_url="https://router.huggingface.co/v1", api_key=os.environ["LLM_API_KEY"])
completion = client.chat.completions.create(
    model="deepseek-ai/DeepSeek-V3.2-Exp",
    messages=[{"role": "user", "content": f"Count tokens with {TOKENIZER}"}],
)
print(completion.choices[0].message.content)
