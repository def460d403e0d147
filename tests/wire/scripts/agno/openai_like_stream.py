# expect: fix
# mode: disabled
from os import getenv

from agno.agent import Agent, RunEvent
from agno.models.openai.like import OpenAILike

DEEPSEEK_MODEL = "deepseek-chat"

agent = Agent(
    model=OpenAILike(
        id=DEEPSEEK_MODEL,
        api_key=getenv("DEEPSEEK_API_KEY"),
        base_url="https://api.deepseek.com/v1",
        max_tokens=200,
    ),
)
for event in agent.run("Count to three.", stream=True):
    if event.event == RunEvent.run_content:
        print(event.content, end="")
print()
