# expect: fix
# mode: disabled
# before: fails
import litellm

reply = litellm.completion(
    model="deepseek/deepseek-v4-flash",
    messages=[{"role": "user", "content": "Hello"}],
    thinking={"type": "disabled"},
)
print(reply.choices[0].message.content)
