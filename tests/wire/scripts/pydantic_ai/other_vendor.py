# expect: unchanged
import os

from pydantic_ai import Agent
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.providers.openai import OpenAIProvider

provider = OpenAIProvider(base_url="https://api.siliconflow.cn/v1", api_key=os.environ["SILICONFLOW_API_KEY"])
agent = Agent(OpenAIChatModel("deepseek-chat", provider=provider))
print(agent.run_sync("Say hello.").output)
