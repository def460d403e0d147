# expect: fix
# mode: none
import os

from anthropic import Anthropic

client = Anthropic(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com/anthropic")
reply = client.messages.create(
    model="deepseek-reasoner",
    max_tokens=4096,
    messages=[{"role": "user", "content": "How many r are in strawberry?"}],
)
for block in reply.content:
    print(block.type, getattr(block, "text", None) or block.thinking)
