# expect: unchanged
import os

from anthropic import Anthropic

client = Anthropic(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com/anthropic")
message = client.messages.create(
    model="claude-sonnet-4-5",
    max_tokens=500,
    messages=[{"role": "user", "content": "Who answers here?"}],
)
print([block.type for block in message.content])
