# expect: fix
# mode: enabled
import openai

openai.api_key = "sk-00000000000000000000000000000000"
openai.api_base = "https://api.deepseek.com"


def ask(question):
    reply = openai.ChatCompletion.create(
        model="deepseek-reasoner",
        messages=[{"role": "user", "content": question}],
    )
    message = reply["choices"][0]["message"]
    return message["reasoning_content"], message["content"]


thoughts, answer = ask("Is 91 a prime?")
print(thoughts)
print(answer)
