# expect: fix
# mode: disabled
# era: return
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")

response = client.responses.create(
    model="deepseek-chat",
    instructions="You answer in one line.",
    input="Name a river in China.",
)
print(response.output_text)
print(response.usage.output_tokens_details.reasoning_tokens)
