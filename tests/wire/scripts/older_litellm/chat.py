# expect: fix
# mode: disabled
import litellm

reply = litellm.completion(
    model="deepseek/deepseek-chat", messages=[{"role": "user", "content": "Hello"}], max_tokens=400
)
print(reply.choices[0].message.content)
