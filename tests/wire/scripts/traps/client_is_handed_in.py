# expect: unchanged
import os

import openai


def ask(client, text):
    answer = client.chat.completions.create(
        model="deepseek-chat",
        messages=[{"role": "user", "content": text}],
        temperature=0.3,
    )
    return answer.choices[0].message.content


relay = openai.OpenAI(api_key=os.environ["RELAY_API_KEY"], base_url="https://api.302.ai/v1")
print(ask(relay, "Whose client am I?"))
