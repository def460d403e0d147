# expect: unchanged
import os

import instructor
from openai import OpenAI
from pydantic import BaseModel


class City(BaseModel):
    name: str


client = instructor.from_openai(OpenAI(api_key=os.environ["OPENAI_API_KEY"]))
city = client.chat.completions.create(
    model="gpt-4o-mini",
    response_model=City,
    messages=[{"role": "user", "content": "deepseek-chat runs in Hangzhou."}],
)
print(type(city).__name__)
