# expect: fix
# mode: disabled
# drops: reasoning_effort
from litellm import completion

reply = completion(
    model="deepseek/deepseek-chat",
    messages=[{"role": "user", "content": "Hello"}],
    extra_body={"reasoning_effort": "high"},
)
print(reply.choices[0].message.content)
