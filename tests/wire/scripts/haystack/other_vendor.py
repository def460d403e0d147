# expect: unchanged
from haystack.components.generators.chat import OpenAIChatGenerator
from haystack.dataclasses import ChatMessage
from haystack.utils import Secret

generator = OpenAIChatGenerator(
    api_key=Secret.from_env_var("OPENROUTER_API_KEY"),
    model="deepseek/deepseek-chat",
    api_base_url="https://openrouter.ai/api/v1",
)
print(generator.run([ChatMessage.from_user("Say hello.")])["replies"][0].text)
