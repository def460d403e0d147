# expect: fix
# mode: disabled
# Tools are sent only where the library knows that the model calls functions.
import os

from llama_index.core.tools import FunctionTool
from llama_index.llms.deepseek import DeepSeek


def weather(city: str) -> str:
    """The weather in a city."""
    return f"It rains in {city}."


llm = DeepSeek(
    model="deepseek-chat",
    api_key=os.environ["DEEPSEEK_API_KEY"],
    additional_kwargs={"seed": 7},
)
print("calls functions:", llm.metadata.is_function_calling_model)
tool = FunctionTool.from_defaults(weather)
response = llm.chat_with_tools([tool], user_msg="What is the weather in Lyon?")
print(response.message.content)
