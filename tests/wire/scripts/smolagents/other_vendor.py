# expect: unchanged
import os

from smolagents import OpenAIServerModel

model = OpenAIServerModel(
    model_id="deepseek-chat",
    api_base="https://api.siliconflow.cn/v1",
    api_key=os.environ["SILICONFLOW_API_KEY"],
)
print(model.generate([{"role": "user", "content": "Say hello."}]).content)
