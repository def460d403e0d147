# expect: unchanged
# after: fails
# exit: 1
import aisuite as ai

client = ai.Client()
for model in ["openai:gpt-4o-mini", "deepseek:deepseek-chat"]:
    response = client.chat.completions.create(
        model=model, messages=[{"role": "user", "content": "Name a planet."}]
    )
    print(model.partition(":")[0], response.choices[0].message.content)
