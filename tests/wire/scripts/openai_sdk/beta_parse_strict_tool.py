# expect: fix
# mode: disabled
import os

import openai
from openai import OpenAI
from pydantic import BaseModel


class GetWeather(BaseModel):
    """Look the weather up."""

    city: str
    days: int


client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url="https://api.deepseek.com/beta")

completion = client.beta.chat.completions.parse(
    model="deepseek-chat",
    messages=[{"role": "user", "content": "What is the weather in Hangzhou?"}],
    tools=[openai.pydantic_function_tool(GetWeather)],
)
for call in completion.choices[0].message.tool_calls or []:
    wanted = call.function.parsed_arguments
    print(type(wanted).__name__, wanted.city, wanted.days)
