# expect: fix
# mode: disabled
import os

from autogen import ConversableAgent, LLMConfig

llm_config = LLMConfig(
    model="deepseek-chat",
    api_key=os.environ["DEEPSEEK_API_KEY"],
    base_url="https://api.deepseek.com/v1",
    price=[0, 0],
    cache_seed=None,
)
agent = ConversableAgent("writer", llm_config=llm_config, human_input_mode="NEVER")
reply = agent.generate_reply(messages=[{"role": "user", "content": "Write a haiku about snow."}])
print(reply if isinstance(reply, str) else reply["content"])
