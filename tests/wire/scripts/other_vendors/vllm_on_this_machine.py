# expect: unchanged
import os

from openai import OpenAI

# vllm serve deepseek-ai/DeepSeek-V2-Lite-Chat --served-model-name deepseek-chat
client = OpenAI(base_url="http://127.0.0.1:8000/v1", api_key=os.environ.get("LLM_API_KEY", "EMPTY"))
for chunk in client.chat.completions.create(
    model="deepseek-chat",
    messages=[{"role": "user", "content": "Local and fast?"}],
    stream=True,
    extra_body={"chat_template_kwargs": {"thinking": False}},
):
    print(chunk.choices[0].delta.content or "", end="")
print()
