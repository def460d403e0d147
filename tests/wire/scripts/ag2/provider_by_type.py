# expect: fix
# mode: disabled
import os

from autogen import AssistantAgent, LLMConfig

llm_config = LLMConfig(
    config_list={
        "api_type": "deepseek",
        "model": "deepseek-chat",
        "api_key": os.environ["DEEPSEEK_API_KEY"],
        "price": [0, 0],
    },
    cache_seed=None,
)
assistant = AssistantAgent("assistant", llm_config=llm_config)
reply = assistant.generate_reply(messages=[{"role": "user", "content": "Say hello."}])
print(reply if isinstance(reply, str) else reply["content"])
