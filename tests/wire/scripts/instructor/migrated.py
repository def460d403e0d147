# expect: unchanged
import os

import instructor
from openai import OpenAI
from pydantic import BaseModel


class City(BaseModel):
    name: str


client = instructor.from_openai(
    OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
)
city = client.chat.completions.create(
    model="deepseek-v4-flash",
    response_model=City,
    messages=[{"role": "user", "content": "Lima is in Peru."}],
    extra_body={"thinking": {"type": "disabled"}},
)
print(type(city).__name__)
