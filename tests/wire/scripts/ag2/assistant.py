# expect: fix
# mode: disabled
import os

from autogen import AssistantAgent

config_list = [
    {
        "model": "deepseek-chat",
        "api_key": os.environ["DEEPSEEK_API_KEY"],
        "base_url": "https://api.deepseek.com",
        "price": [0, 0],
    }
]
assistant = AssistantAgent(
    "assistant",
    system_message="You answer in one word.",
    llm_config={"config_list": config_list, "temperature": 0.1, "cache_seed": None},
)
reply = assistant.generate_reply(messages=[{"role": "user", "content": "Which river flows through Paris?"}])
print(reply if isinstance(reply, str) else reply["content"])
