# expect: fix
# mode: disabled
import os

from openai import OpenAI

deepseek = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")


def quick(question: str) -> str:
    patient = deepseek.with_options(timeout=120.0, max_retries=5)
    answer = patient.chat.completions.create(
        model="deepseek-chat",
        messages=[
            {
                "role": "user",
                "content": question,
            }
        ],
    )
    return answer.choices[0].message.content


print(quick("How deep is Lake Baikal?"))
print(
    deepseek.with_options(max_retries=0)
    .chat.completions.create(model="deepseek-chat", messages=[{"role": "user", "content": "And Lake Como?"}])
    .choices[0]
    .message.content
)
