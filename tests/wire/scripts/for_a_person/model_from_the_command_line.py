# expect: unchanged
# mode: disabled
# exit: 1
# unsafe: may change
# after: fails
import argparse
import os

from openai import OpenAI

parser = argparse.ArgumentParser()
parser.add_argument("--model", default="deepseek-chat", help="model to ask (default: %(default)s)")
parser.add_argument("--prompt", default="Hello")
args = parser.parse_args()

client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
answer = client.chat.completions.create(
    model=args.model,
    messages=[{"role": "user", "content": args.prompt}],
)
print(answer.choices[0].message.content)
