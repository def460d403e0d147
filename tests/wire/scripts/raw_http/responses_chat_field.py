# expect: unchanged
# era: return
# after: fails
# exit: 1
# unsafe: may break
import os

import requests

answer = requests.post(
    "https://api.deepseek.com/responses",
    headers={"Authorization": f"Bearer {os.environ['DEEPSEEK_API_KEY']}"},
    json={"model": "deepseek-chat", "input": "Name a river in China.", "thinking": {"type": "disabled"}},
    timeout=60,
)
print(answer.json()["usage"]["output_tokens_details"]["reasoning_tokens"])
