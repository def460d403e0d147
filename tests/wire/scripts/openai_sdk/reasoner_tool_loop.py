# expect: fix
# mode: enabled
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
tools = [
    {
        "type": "function",
        "function": {
            "name": "get_date",
            "description": "Today's date",
            "parameters": {"type": "object", "properties": {}},
        },
    }
]

messages = [{"role": "user", "content": "What weekday is tomorrow?"}]
for _ in range(5):
    message = (
        client.chat.completions.create(
            model="deepseek-reasoner",
            messages=messages,
            tools=tools,
        )
        .choices[0]
        .message
    )
    # Keeps reasoning_content, which the service wants back.
    messages.append(message)
    if message.tool_calls is None:
        break
    for tool in message.tool_calls:
        messages.append({"role": "tool", "tool_call_id": tool.id, "content": "2026-11-21, a Saturday"})
print(len(messages), messages[-1].content)
