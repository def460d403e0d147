# expect: unchanged
import json
import urllib.request

body = json.dumps({"model": "deepseek-coder:6.7b", "prompt": "def main():", "stream": False}).encode()
request = urllib.request.Request("http://localhost:11434/api/generate", data=body, method="POST")
request.add_header("Content-Type", "application/json")
with urllib.request.urlopen(request) as response:
    print(response.status, len(json.load(response)["choices"]))
