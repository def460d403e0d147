# expect: unchanged
# after: fails
# exit: 1
from __future__ import annotations

import asyncio
import os

from agents import (
    Agent,
    Model,
    ModelProvider,
    ModelSettings,
    OpenAIChatCompletionsModel,
    RunConfig,
    Runner,
    set_tracing_disabled,
)
from openai import AsyncOpenAI

client = AsyncOpenAI(base_url="https://api.deepseek.com", api_key=os.environ["DEEPSEEK_API_KEY"])
set_tracing_disabled(disabled=True)


class DeepSeekProvider(ModelProvider):
    def get_model(self, model_name: str | None) -> Model:
        return OpenAIChatCompletionsModel(model=model_name or "deepseek-chat", openai_client=client)


async def main() -> None:
    agent = Agent(name="Assistant", instructions="Be brief.", model_settings=ModelSettings())
    run_config = RunConfig(model_provider=DeepSeekProvider())
    result = await Runner.run(agent, "Name a planet.", run_config=run_config)
    print(result.final_output)


asyncio.run(main())
