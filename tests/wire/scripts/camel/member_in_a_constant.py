# expect: fix
# mode: disabled
from camel.models import DeepSeekModel
from camel.types import ModelType

MODEL = ModelType.DEEPSEEK_CHAT.value
SETTINGS = {"temperature": 0.7, "max_tokens": 800}

model = DeepSeekModel(MODEL, SETTINGS)
for city in ("Oslo", "Rome"):
    answer = model.run([{"role": "user", "content": f"One fact about {city}."}])
    print(answer.choices[0].message.content)
