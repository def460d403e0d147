# expect: unchanged
# SiliconFlow's name for the model only looks like the old one.
import os

from agno.agent import Agent
from agno.models.openai.like import OpenAILike

model = OpenAILike(
    id="deepseek-chat",
    api_key=os.environ["SILICONFLOW_API_KEY"],
    base_url="https://api.siliconflow.cn/v1",
)
print(Agent(model=model).run("Say hello.").content)
