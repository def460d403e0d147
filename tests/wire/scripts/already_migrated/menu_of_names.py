# expect: unchanged
# args: --model deepseek-v4-pro
import argparse
import os

from openai import OpenAI

parser = argparse.ArgumentParser()
parser.add_argument("--model", required=True, choices=["deepseek-v4-flash", "deepseek-v4-pro"])
args = parser.parse_args()

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
answer = client.chat.completions.create(
    model=args.model,
    messages=[{"role": "user", "content": "The user has chosen."}],
    temperature=0.2,
)
print(answer.choices[0].message.content)
