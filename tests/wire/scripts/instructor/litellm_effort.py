# expect: fix
# mode: none
import instructor
from litellm import completion

client = instructor.from_litellm(completion)
reply = client.chat.completions.create(
    model="deepseek/deepseek-chat",
    messages=[{"role": "user", "content": "Is 119 a prime?"}],
    response_model=None,
    reasoning_effort="high",
)
print(reply.choices[0].message.content)
