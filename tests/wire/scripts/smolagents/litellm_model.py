# expect: fix
# mode: disabled
import os

from smolagents import LiteLLMModel

model = LiteLLMModel(
    model_id="deepseek/deepseek-chat", api_key=os.environ["DEEPSEEK_API_KEY"], extra_body={"user_id": "demo"}
)
print(model.generate([{"role": "user", "content": "Say hello."}]).content)
