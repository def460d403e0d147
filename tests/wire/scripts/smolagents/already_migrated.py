# expect: unchanged
import os

from smolagents import OpenAIModel

model = OpenAIModel(
    model_id="deepseek-v4-flash",
    api_base="https://api.deepseek.com",
    api_key=os.environ["DEEPSEEK_API_KEY"],
    extra_body={"thinking": {"type": "disabled"}},
    temperature=0.2,
)
print(model.generate([{"role": "user", "content": "Say hello."}]).content)
