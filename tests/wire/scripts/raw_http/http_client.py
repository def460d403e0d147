# expect: fix
# mode: disabled
import http.client
import json
import os

conn = http.client.HTTPSConnection("api.deepseek.com", timeout=30)
payload = json.dumps({"model": "deepseek-chat", "messages": [{"role": "user", "content": "Hello"}]})
headers = {"Content-Type": "application/json", "Authorization": "Bearer " + os.environ["DEEPSEEK_API_KEY"]}
conn.request("POST", "/chat/completions", payload, headers)
print(json.loads(conn.getresponse().read())["choices"][0]["message"]["content"])
