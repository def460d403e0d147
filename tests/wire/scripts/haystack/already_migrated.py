# expect: unchanged
from haystack.components.generators.chat import OpenAIChatGenerator
from haystack.dataclasses import ChatMessage
from haystack.utils import Secret

generator = OpenAIChatGenerator(
    api_key=Secret.from_env_var("DEEPSEEK_API_KEY"),
    model="deepseek-v4-flash",
    api_base_url="https://api.deepseek.com",
    generation_kwargs={"temperature": 0.2, "extra_body": {"thinking": {"type": "disabled"}}},
)
print(generator.run([ChatMessage.from_user("Say hello.")])["replies"][0].text)
