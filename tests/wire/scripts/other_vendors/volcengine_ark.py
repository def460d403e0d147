# expect: unchanged
import os

from openai import OpenAI

ark = OpenAI(base_url="https://ark.cn-beijing.volces.com/api/v3", api_key=os.environ["LLM_API_KEY"])
answer = ark.chat.completions.create(
    model="deepseek-v3-2-251201",
    messages=[{"role": "user", "content": "Hello, Ark"}],
    extra_body={"thinking": {"type": "disabled"}},
)
print(answer.choices[0].message.content)
