# expect: unchanged
import aisuite as ai

client = ai.Client({"openrouter": {}})
response = client.chat.completions.create(
    model="openrouter:deepseek/deepseek-chat", messages=[{"role": "user", "content": "Name a planet."}]
)
print(response.choices[0].message.content)
