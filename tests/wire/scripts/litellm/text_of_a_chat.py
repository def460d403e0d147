# expect: fix
# mode: disabled
import litellm

reply = litellm.text_completion(model="deepseek/deepseek-chat", prompt="Once upon a time", max_tokens=50)
print(reply.choices[0].text)
