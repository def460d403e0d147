# expect: fix
# mode: disabled
import os

import anthropic

client = anthropic.Anthropic(base_url="https://api.deepseek.com/anthropic", api_key=os.environ["DEEPSEEK_API_KEY"])

TOOL = {
    "name": "record_summary",
    "description": "Record a summary of a text.",
    "input_schema": {
        "type": "object",
        "properties": {
            "mood": {"type": "string", "enum": ["good", "bad"]},
            "stars": {"type": "integer"},
        },
        "required": ["mood", "stars"],
    },
}

response = client.messages.create(
    model="deepseek-chat",
    max_tokens=1024,
    tools=[TOOL],
    tool_choice={"type": "tool", "name": "record_summary"},
    messages=[{"role": "user", "content": "The soup was wonderful."}],
)
print([(block.name, block.input) for block in response.content if block.type == "tool_use"])
