# expect: unchanged
import json
import os
import urllib.request

payload = {
    "model": "deepseek-v4-flash",
    "thinking": {"type": "enabled"},
    "messages": [{"role": "user", "content": "Slow but sure"}],
    "max_tokens": 2000,
}
request = urllib.request.Request(
    "https://api.deepseek.com/chat/completions", data=json.dumps(payload).encode("utf-8")
)
request.add_header("Content-Type", "application/json")
request.add_header("Authorization", f"Bearer {os.environ['DEEPSEEK_API_KEY']}")
with urllib.request.urlopen(request) as response:
    print(json.load(response)["choices"][0]["message"]["reasoning_content"])
