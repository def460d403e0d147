# expect: unchanged
import aisuite as ai

client = ai.Client()
response = client.chat.completions.create(
    model="deepseek:deepseek-v4-flash",
    messages=[{"role": "user", "content": "Name a planet."}],
    extra_body={"thinking": {"type": "disabled"}},
)
print(response.choices[0].message.content)
