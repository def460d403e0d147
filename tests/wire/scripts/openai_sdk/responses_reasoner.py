# expect: fix
# mode: none
# era: return
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com/v1")
stream = client.responses.create(model="deepseek-reasoner", input="Is 97 a prime?", stream=True)
for event in stream:
    if event.type == "response.output_text.delta":
        print(event.delta, end="")
print()
