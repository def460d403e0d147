# expect: unchanged
import os

from openai import OpenAI

client = OpenAI(base_url="https://integrate.api.nvidia.com/v1", api_key=os.environ["LLM_API_KEY"])
completion = client.chat.completions.create(
    model="deepseek-ai/deepseek-v4-flash",
    messages=[{"role": "user", "content": "On your hardware"}],
    temperature=0.2,
    extra_body={"chat_template_kwargs": {"thinking": True}},
)
print(completion.choices[0].message.content)
