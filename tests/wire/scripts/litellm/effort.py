# expect: fix
# mode: none
from litellm import completion

for effort in ("low", "high"):
    reply = completion(
        model="deepseek/deepseek-chat",
        messages=[{"role": "user", "content": "Is 119 a prime?"}],
        reasoning_effort=effort,
    )
    print(reply.choices[0].message.content)
