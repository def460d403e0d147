# expect: fix
# mode: disabled
import os

from langchain_openai import ChatOpenAI
from pydantic import BaseModel, Field


class Person(BaseModel):
    """Somebody who is named in a text."""

    name: str = Field(description="The full name")
    age: int


llm = ChatOpenAI(
    model="deepseek-chat",
    api_key=os.environ["DEEPSEEK_API_KEY"],
    base_url="https://api.deepseek.com",
    extra_body={"user_id": "team-blue"},
)
extractor = llm.with_structured_output(Person, method="function_calling")
person = extractor.invoke("Ada Lovelace was 36 years old.")
print(type(person).__name__, sorted(person.model_dump()))
