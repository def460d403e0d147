# expect: unchanged
import os

from langchain.chat_models import init_chat_model

local = init_chat_model(
    "deepseek-chat", model_provider="openai", base_url="http://localhost:8000/v1", api_key="none"
)
print(local.invoke("Hello").content)
gpt = init_chat_model("openai:gpt-4o", api_key=os.environ["OPENAI_API_KEY"], use_responses_api=False)
print(gpt.invoke("Do you know deepseek-chat?").content)
