# expect: unchanged
import os

from anthropic import Anthropic

client = Anthropic(api_key=os.environ["OPENROUTER_API_KEY"], base_url="https://openrouter.ai/api")
message = client.messages.create(
    model="deepseek/deepseek-chat",
    max_tokens=64,
    messages=[{"role": "user", "content": "Hi"}],
)
print(message.content[0].text)
