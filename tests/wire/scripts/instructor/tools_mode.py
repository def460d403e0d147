# expect: fix
# mode: disabled
import os

import instructor
from openai import OpenAI
from pydantic import BaseModel


class User(BaseModel):
    name: str
    age: int


client = instructor.from_openai(
    OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com")
)
user = client.chat.completions.create(
    model="deepseek-chat",
    response_model=User,
    messages=[{"role": "user", "content": "Jason is 25 years old."}],
)
print(type(user).__name__, sorted(user.model_dump()))
