# expect: unchanged
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["SILICONFLOW_API_KEY"], base_url="https://api.siliconflow.cn/v1")
response = client.chat.completions.create(
    model="deepseek-ai/DeepSeek-V3",
    messages=[{"role": "user", "content": "推理模型会给市场带来哪些新的机会"}],
    extra_body={"enable_thinking": False},
    temperature=0.6,
)
print(response.choices[0].message.content)
