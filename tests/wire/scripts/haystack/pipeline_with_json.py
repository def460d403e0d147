# expect: fix
# mode: disabled
from haystack import Pipeline
from haystack.components.builders import ChatPromptBuilder
from haystack.components.generators.chat import OpenAIChatGenerator
from haystack.dataclasses import ChatMessage
from haystack.utils import Secret

template = [ChatMessage.from_system("You answer in JSON."), ChatMessage.from_user("Where is {{ river }}?")]
settings = {"temperature": 0.2, "response_format": {"type": "json_object"}}

pipeline = Pipeline()
pipeline.add_component("prompt", ChatPromptBuilder(template=template))
pipeline.add_component(
    "llm",
    OpenAIChatGenerator(
        Secret.from_env_var("DEEPSEEK_API_KEY"),
        "deepseek-chat",
        api_base_url="https://api.deepseek.com",
        generation_kwargs=settings,
    ),
)
pipeline.connect("prompt", "llm")
print(pipeline.run({"prompt": {"river": "the Rhone"}})["llm"]["replies"][0].text)
