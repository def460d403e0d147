# expect: unchanged
import json
import os

import requests

response = requests.post(
    url="https://openrouter.ai/api/v1/chat/completions",
    headers={"Authorization": f"Bearer {os.environ['OPENROUTER_API_KEY']}", "Content-Type": "application/json"},
    data=json.dumps(
        {
            "model": "deepseek/deepseek-chat-v3-0324:free",
            "messages": [{"role": "user", "content": "Cheap today?"}],
        }
    ),
)
print(response.json()["choices"][0]["message"]["content"])
