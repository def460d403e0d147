# expect: fix
# mode: disabled
import json
import os
from urllib import request
from urllib.error import HTTPError


def post(text):
    body = json.dumps({"model": "deepseek-chat", "messages": [{"role": "user", "content": text}]}).encode()
    req = request.Request("https://api.deepseek.com/v1/chat/completions", body)
    req.add_header("Content-Type", "application/json")
    req.add_header("Authorization", "Bearer " + os.environ["DEEPSEEK_API_KEY"])
    try:
        with request.urlopen(req) as reply:
            return json.loads(reply.read())
    except HTTPError as error:
        raise SystemExit(f"{error.code}: {error.read().decode()}")


print(post("bytes")["choices"][0]["message"]["content"])
