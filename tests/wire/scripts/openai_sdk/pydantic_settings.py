# expect: fix
# mode: disabled
import os

from openai import OpenAI
from pydantic import BaseModel, Field


class Settings(BaseModel):
    llm_model: str = Field(default="deepseek-chat", description="which model to ask")
    llm_base_url: str = "https://api.deepseek.com"
    retries: int = 2


settings = Settings(retries=1)
client = OpenAI(
    api_key=os.environ["DEEPSEEK_API_KEY"],
    base_url=settings.llm_base_url,
    max_retries=settings.retries,
)
reply = client.chat.completions.create(
    model=settings.llm_model,
    messages=[{"role": "user", "content": "Good morning"}],
)
print(reply.choices[0].message.content)
