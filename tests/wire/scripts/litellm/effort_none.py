# expect: fix
# mode: none
# rename: enough
from litellm import completion

reply = completion(
    model="deepseek/deepseek-chat",
    messages=[{"role": "user", "content": "Hello"}],
    reasoning_effort="none",
)
print(reply.choices[0].message.content)
