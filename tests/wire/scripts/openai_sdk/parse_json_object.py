# expect: fix
# mode: disabled
import json
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")

completion = client.chat.completions.parse(
    messages=[
        {"role": "system", "content": "Answer with a JSON object with the keys answer and score."},
        {"role": "user", "content": "Rate this line: the rain stays mainly in the plain"},
    ],
    response_format={"type": "json_object"},
    model="deepseek-chat",
)
data = json.loads(completion.choices[0].message.content)
print(sorted(data), data["score"])
