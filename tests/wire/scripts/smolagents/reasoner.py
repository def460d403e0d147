# expect: fix
# mode: enabled
import os

from smolagents import OpenAIModel

MODEL_ID = "deepseek-reasoner"


def make_model():
    return OpenAIModel(MODEL_ID, api_base="https://api.deepseek.com/v1", api_key=os.getenv("DEEPSEEK_API_KEY"))


model = make_model()
print(model.generate([{"role": "user", "content": "Is 221 a prime?"}]).content)
