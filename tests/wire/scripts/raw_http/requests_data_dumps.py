# expect: fix
# mode: disabled
import json
import os

import requests

API_URL = "https://api.deepseek.com/chat/completions"

payload = json.dumps({
  "messages": [
    {
      "content": "You are a helpful assistant",
      "role": "system"
    },
    {
      "content": "Hi",
      "role": "user"
    }
  ],
  "model": "deepseek-chat",
  "frequency_penalty": 0,
  "max_tokens": 2048,
  "presence_penalty": 0,
  "response_format": {
    "type": "text"
  },
  "stop": None,
  "stream": False,
  "temperature": 1,
  "top_p": 1,
  "tools": None,
  "tool_choice": "none"
})
headers = {
  'Content-Type': 'application/json',
  'Accept': 'application/json',
  'Authorization': 'Bearer ' + os.environ['DEEPSEEK_API_KEY']
}

response = requests.request("POST", API_URL, headers=headers, data=payload)

print(response.json()["choices"][0]["message"])
