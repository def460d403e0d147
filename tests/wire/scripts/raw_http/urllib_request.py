# expect: fix
# mode: disabled
import json
import os
import urllib.request

payload = {
    "model": "deepseek-chat",
    "messages": [{"role": "user", "content": "No dependencies, please."}],
}
request = urllib.request.Request(
    "https://api.deepseek.com/chat/completions",
    data=json.dumps(payload).encode("utf-8"),
    headers={
        "Content-Type": "application/json",
        "Authorization": f"Bearer {os.environ['DEEPSEEK_API_KEY']}",
    },
    method="POST",
)
with urllib.request.urlopen(request, timeout=30) as response:
    print(json.load(response)["choices"][0]["message"]["content"])
