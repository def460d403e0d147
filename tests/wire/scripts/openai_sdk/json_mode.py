# expect: fix
# mode: disabled
import json
import os

from openai import OpenAI

SYSTEM_PROMPT = """
The user will provide some exam text. Please parse the "question" and "answer" and output them in JSON format.

EXAMPLE JSON OUTPUT:
{"question": "Which is the highest mountain in the world?", "answer": "Mount Everest"}
"""

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
messages = [
    {"role": "system", "content": SYSTEM_PROMPT},
    {"role": "user", "content": "Which is the longest river in the world? The Nile River."},
]

response = client.chat.completions.create(
    model="deepseek-chat",
    messages=messages,
    response_format={
        'type': 'json_object'
    }
)

print(json.loads(response.choices[0].message.content))
