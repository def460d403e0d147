# expect: fix
# mode: disabled
import os

from langchain_anthropic import ChatAnthropic
from pydantic import BaseModel

URL = "https://api.deepseek.com/anthropic"


class Bird(BaseModel):
    """A bird."""

    name: str
    flies: bool


llm = ChatAnthropic(
    model_name="deepseek-chat", anthropic_api_url=URL, anthropic_api_key=os.environ["DEEPSEEK_API_KEY"]
)
bird = llm.with_structured_output(Bird).invoke("Tell me about the emu.")
print(type(bird).__name__, sorted(bird.model_dump()))
