# expect: fix
# mode: disabled
# args: --temperature 0.4 Why-is-the-sky-blue
import argparse
import os
import sys

from openai import OpenAI


def parse_args(argv=None):
    parser = argparse.ArgumentParser(description="Ask DeepSeek a question")
    parser.add_argument("question")
    parser.add_argument("-t", "--temperature", type=float, default=1.0)
    parser.add_argument("--system", default="You are a helpful assistant.")
    return parser.parse_args(argv)


def main() -> int:
    args = parse_args()
    client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
    completion = client.chat.completions.create(
        model="deepseek-chat",
        temperature=args.temperature,
        messages=[
            {"role": "system", "content": args.system},
            {"role": "user", "content": args.question},
        ],
    )
    print(completion.choices[0].message.content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
