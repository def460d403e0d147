# expect: fix
# mode: disabled
import os

from openai import OpenAI


def main():
    client = OpenAI(base_url="https://api.deepseek.com/v1", api_key=os.environ["DEEPSEEK_API_KEY"])
    with client.chat.completions.stream(
        model="deepseek-chat",
        messages=[{"role": "user", "content": "Count to five."}],
    ) as stream:
        for event in stream:
            if event.type == "content.delta":
                print(event.delta, end="|")
        print()
        final = stream.get_final_completion()
    print(final.choices[0].finish_reason)


main()
