# expect: fix
# mode: disabled
import os

import instructor
from openai import OpenAI
from pydantic import BaseModel


class Book(BaseModel):
    title: str


client = instructor.from_openai(
    OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com"), model="deepseek-chat"
)
book = client.chat.completions.create(
    response_model=Book, messages=[{"role": "user", "content": "Momo is a novel by Michael Ende."}]
)
print(type(book).__name__)
