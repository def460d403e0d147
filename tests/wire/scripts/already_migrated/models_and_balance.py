# expect: unchanged
import os

import requests
from openai import OpenAI

key = os.environ["DEEPSEEK_API_KEY"]
client = OpenAI(api_key=key, base_url="https://api.deepseek.com")
print(sorted(model.owned_by for model in client.models.list()))

balance = requests.get(
    "https://api.deepseek.com/user/balance", headers={"Authorization": f"Bearer {key}"}, timeout=10
)
print(balance.json()["balance_infos"])
