# expect: unchanged
# era: return
import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
response = client.responses.create(
    model="deepseek-v4-flash",
    input="No effort, please.",
    reasoning={"effort": "none"},
)
print(response.output_text)
