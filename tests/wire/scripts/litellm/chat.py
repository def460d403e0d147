# expect: fix
# mode: disabled
from litellm import completion

response = completion(
    model="deepseek/deepseek-chat",
    messages=[{"role": "user", "content": "hello from litellm"}],
    temperature=0.7,
)
print(response.choices[0].message.content)
