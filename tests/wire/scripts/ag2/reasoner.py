# expect: unchanged
# after: fails
# exit: 1
# The library gives the messages another order for the old name of the reasoner only.
import os

from autogen import AssistantAgent

assistant = AssistantAgent(
    "solver",
    llm_config={
        "config_list": [
            {
                "model": "deepseek-reasoner",
                "api_key": os.environ["DEEPSEEK_API_KEY"],
                "base_url": "https://api.deepseek.com",
                "price": [0, 0],
            }
        ],
        "cache_seed": None,
    },
)
reply = assistant.generate_reply(messages=[{"role": "user", "content": "Is 221 a prime?"}])
print(reply if isinstance(reply, str) else reply["content"])
