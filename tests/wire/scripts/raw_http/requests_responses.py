# expect: fix
# mode: disabled
# era: return
import os

import requests

answer = requests.post(
    "https://api.deepseek.com/responses",
    headers={"Authorization": f"Bearer {os.environ['DEEPSEEK_API_KEY']}"},
    json={"model": "deepseek-chat", "input": "Name a river in China."},
    timeout=60,
)
print(answer.json()["usage"]["output_tokens_details"]["reasoning_tokens"])
