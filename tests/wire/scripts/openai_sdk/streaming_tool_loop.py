# expect: fix
# mode: disabled
"""An agent that streams: collects the pieces of tool calls, runs them, and goes on until there are none."""

import json
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")

TOOLS = [
    {
        "type": "function",
        "function": {
            "name": "get_weather",
            "description": "Get the weather of a location.",
            "parameters": {
                "type": "object",
                "properties": {"location": {"type": "string"}},
                "required": ["location"],
            },
        },
    }
]


def get_weather(location):
    return f"24 degrees and sunny in {location}"


def turn(messages):
    content, calls = "", {}
    for chunk in client.chat.completions.create(
        model="deepseek-chat", messages=messages, tools=TOOLS, stream=True
    ):
        delta = chunk.choices[0].delta
        if delta.content:
            content += delta.content
        for piece in delta.tool_calls or []:
            call = calls.setdefault(piece.index, {"id": "", "name": "", "arguments": ""})
            call["id"] += piece.id or ""
            call["name"] += piece.function.name or ""
            call["arguments"] += piece.function.arguments or ""
    return content, list(calls.values())


messages = [{"role": "user", "content": "How's the weather in Hangzhou?"}]
while True:
    content, calls = turn(messages)
    if not calls:
        print("Model>", content)
        break
    messages.append(
        {
            "role": "assistant",
            "content": content,
            "tool_calls": [
                {
                    "id": call["id"],
                    "type": "function",
                    "function": {"name": call["name"], "arguments": call["arguments"]},
                }
                for call in calls
            ],
        }
    )
    for call in calls:
        print("Tool>", call["name"], call["arguments"])
        result = get_weather(**json.loads(call["arguments"]))
        messages.append({"role": "tool", "tool_call_id": call["id"], "content": result})
