# expect: fix
# mode: disabled
from haystack.components.generators.chat import OpenAIChatGenerator
from haystack.dataclasses import ChatMessage
from haystack.utils import Secret

generator = OpenAIChatGenerator(
    api_key=Secret.from_env_var("DEEPSEEK_API_KEY"),
    model="deepseek-chat",
    api_base_url="https://api.deepseek.com",
)
result = generator.run([ChatMessage.from_user("Name one river in France.")])
print(result["replies"][0].text)
