# expect: fix
# mode: disabled
import os

import requests

BASE = "https://api.deepseek.com"
HEADERS = {"Authorization": f"Bearer {os.environ['DEEPSEEK_API_KEY']}"}

balance = requests.get(f"{BASE}/user/balance", headers=HEADERS, timeout=10).json()
if balance["is_available"]:
    body = {"model": "deepseek-chat", "messages": [{"role": "user", "content": "Spend it wisely"}]}
    reply = requests.post(BASE + "/chat/completions", headers=HEADERS, json=body, timeout=60).json()
    print(balance["balance_infos"][0]["total_balance"], reply["choices"][0]["message"]["content"])
