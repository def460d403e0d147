# expect: fix
# mode: disabled
import json

import litellm

litellm.drop_params = True
SAVE = {
    "type": "function",
    "function": {
        "name": "save",
        "parameters": {"type": "object", "properties": {"word": {"type": "string"}}, "required": ["word"]},
    },
}
arguments = {
    "model": "deepseek/deepseek-chat",
    "messages": [{"role": "user", "content": "Save the word tea."}],
    "tools": [SAVE],
    "tool_choice": {"type": "function", "function": {"name": "save"}},
}
call = litellm.completion(**arguments).choices[0].message.tool_calls[0]
print(call.function.name, sorted(json.loads(call.function.arguments)))
