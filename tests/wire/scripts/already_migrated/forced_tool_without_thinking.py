# expect: unchanged
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
options = {
    "model": "deepseek-v4-flash",
    "tool_choice": "required",
    "extra_body": {"thinking": {"type": "disabled"}},
}
tool = {
    "type": "function",
    "function": {"name": "vote", "parameters": {"type": "object", "properties": {"yes": {"type": "boolean"}}}},
}
answer = client.chat.completions.create(
    messages=[{"role": "user", "content": "Shall we?"}], tools=[tool], **options
)
print(answer.choices[0].message.tool_calls[0].function.arguments)
