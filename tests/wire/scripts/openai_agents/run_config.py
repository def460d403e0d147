# expect: fix
# mode: disabled
import os

from agents import (
    Agent,
    ModelSettings,
    OpenAIChatCompletionsModel,
    RunConfig,
    Runner,
    set_tracing_disabled,
)
from openai import AsyncOpenAI

set_tracing_disabled(True)
client = AsyncOpenAI(base_url="https://api.deepseek.com", api_key=os.environ["DEEPSEEK_API_KEY"])
deepseek = OpenAIChatCompletionsModel(model="deepseek-chat", openai_client=client)
agent = Agent(name="Assistant", instructions="Be brief.", model_settings=ModelSettings(temperature=0.2))
result = Runner.run_sync(agent, "Name a planet.", run_config=RunConfig(model=deepseek, tracing_disabled=True))
print(result.final_output)
