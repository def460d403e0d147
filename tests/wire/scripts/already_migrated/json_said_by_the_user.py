# expect: unchanged
import json
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
answer = client.chat.completions.create(
    model="deepseek-v4-flash",
    messages=[
        {"role": "system", "content": "You extract names and ages."},
        {"role": "user", "content": "Ada is 36. Answer as a Json object."},
    ],
    response_format={"type": "json_object"},
    extra_body={"thinking": {"type": "disabled"}, "user_id": "u-1"},
)
print(json.loads(answer.choices[0].message.content))
