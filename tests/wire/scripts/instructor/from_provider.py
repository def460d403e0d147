# expect: fix
# mode: disabled
import instructor
from pydantic import BaseModel


class City(BaseModel):
    name: str


client = instructor.from_provider("deepseek/deepseek-chat")
city = client.chat.completions.create(
    response_model=City, messages=[{"role": "user", "content": "Lima is in Peru."}]
)
print(type(city).__name__)
