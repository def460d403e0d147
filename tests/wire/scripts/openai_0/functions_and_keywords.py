# expect: fix
# mode: disabled
import json
import os

import openai

openai.api_base = "https://api.deepseek.com/v1"

TOOLS = [
    {
        "type": "function",
        "function": {
            "name": "set_alarm",
            "description": "Set an alarm",
            "parameters": {"type": "object", "properties": {"time": {"type": "string"}}, "required": ["time"]},
        },
    }
]
options = {
    "api_key": os.environ["DEEPSEEK_API_KEY"],
    "model": "deepseek-chat",
    "tools": TOOLS,
    "tool_choice": {"type": "function", "function": {"name": "set_alarm"}},
}

reply = openai.ChatCompletion.create(messages=[{"role": "user", "content": "Wake me at seven."}], **options)
call = reply.choices[0].message.tool_calls[0]
print(call.function.name, json.loads(call.function.arguments))
