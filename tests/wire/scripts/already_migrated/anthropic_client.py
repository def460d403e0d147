# expect: unchanged
import os

from anthropic import Anthropic

client = Anthropic(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com/anthropic")
message = client.messages.create(
    model="deepseek-v4-flash",
    max_tokens=200,
    thinking={"type": "disabled"},
    extra_body={"temperature": 0.4},
    messages=[{"role": "user", "content": "Bon soir"}],
)
print(message.content[0].text)
