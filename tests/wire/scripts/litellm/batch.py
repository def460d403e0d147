# expect: fix
# mode: disabled
# order: any
import litellm

QUESTIONS = ["What is a comet?", "What is a quark?"]

replies = litellm.batch_completion(
    model="deepseek/deepseek-chat",
    messages=[[{"role": "user", "content": question}] for question in QUESTIONS],
    temperature=0.2,
)
for reply in replies:
    print(reply.choices[0].message.content)
