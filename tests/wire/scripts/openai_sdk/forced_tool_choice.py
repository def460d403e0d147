# expect: fix
# mode: disabled
import json
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")

EXTRACT = {
    "type": "function",
    "function": {
        "name": "save_person",
        "description": "Store a person",
        "parameters": {
            "type": "object",
            "properties": {"name": {"type": "string"}, "age": {"type": "integer"}},
            "required": ["name", "age"],
        },
    },
}

response = client.chat.completions.create(
    model="deepseek-chat",
    messages=[{"role": "user", "content": "Ada is 36 years old."}],
    tools=[EXTRACT],
    tool_choice={"type": "function", "function": {"name": "save_person"}},
)
call = response.choices[0].message.tool_calls[0]
print(call.function.name, json.loads(call.function.arguments))
