# expect: fix
# mode: enabled
# drops: temperature
import os

import requests

payload = {
    "model": "deepseek-reasoner",
    "messages": [{"role": "user", "content": "Which is heavier, a pound of feathers or of lead?"}],
    "temperature": 0.0,
    "max_tokens": 8000,
}
res = requests.post(
    "https://api.deepseek.com/chat/completions",
    json=payload,
    headers={"Authorization": f"Bearer {os.environ['DEEPSEEK_API_KEY']}"},
)
message = res.json()["choices"][0]["message"]
print(message["reasoning_content"])
print(message["content"])
