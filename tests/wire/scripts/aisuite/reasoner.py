# expect: fix
# mode: enabled
import os

import aisuite

client = aisuite.Client({"deepseek": {"api_key": os.environ["DEEPSEEK_API_KEY"]}})
answer = client.chat.completions.create(
    model="deepseek:deepseek-reasoner",
    messages=[{"role": "user", "content": "What is 17 * 23?"}],
)
print(answer.choices[0].message.content)
