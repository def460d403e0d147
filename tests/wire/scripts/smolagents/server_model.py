# expect: fix
# mode: disabled
import os

from smolagents import OpenAIServerModel

model = OpenAIServerModel(
    model_id="deepseek-chat",
    api_base="https://api.deepseek.com",
    api_key=os.environ["DEEPSEEK_API_KEY"],
)
answer = model.generate([{"role": "user", "content": [{"type": "text", "text": "Name one river in France."}]}])
print(answer.content)
