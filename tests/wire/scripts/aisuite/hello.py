# expect: fix
# mode: disabled
import aisuite as ai

client = ai.Client()
messages = [
    {"role": "system", "content": "Respond in Pirate English."},
    {"role": "user", "content": "Tell me a joke."},
]
response = client.chat.completions.create(model="deepseek:deepseek-chat", messages=messages, temperature=0.75)
print(response.choices[0].message.content)
