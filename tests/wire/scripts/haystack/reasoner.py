# expect: fix
# mode: enabled
# drops: temperature
from haystack.components.generators.chat import OpenAIChatGenerator
from haystack.dataclasses import ChatMessage
from haystack.utils import Secret

BASE_URL = "https://api.deepseek.com/v1"
generator = OpenAIChatGenerator(
    api_key=Secret.from_env_var("DEEPSEEK_API_KEY"),
    model="deepseek-reasoner",
    api_base_url=BASE_URL,
    generation_kwargs={"max_tokens": 4000, "temperature": 0.3},
)
print(generator.run([ChatMessage.from_user("Is 221 a prime?")])["replies"][0].text)
