# expect: unchanged
import litellm

for toggle in ({"extra_body": {"thinking": {"type": "disabled"}}}, {"thinking": {"type": "disabled"}}):
    reply = litellm.completion(
        model="deepseek/deepseek-v4-flash", messages=[{"role": "user", "content": "Hello"}], **toggle
    )
    print(reply.choices[0].message.content)
