# expect: fix
# mode: enabled
import os

import instructor
from openai import OpenAI
from pydantic import BaseModel


class Verdict(BaseModel):
    answer: str
    score: int


client = instructor.from_openai(
    OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com"),
    mode=instructor.Mode.JSON,
)
verdict = client.chat.completions.create(
    model="deepseek-reasoner",
    response_model=Verdict,
    messages=[{"role": "user", "content": "Rate this poem."}],
)
print(verdict.score)
