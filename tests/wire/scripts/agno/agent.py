# expect: fix
# mode: disabled
# agno asks for thinking by itself once the model has a new name.
from agno.agent import Agent
from agno.models.deepseek import DeepSeek

agent = Agent(
    model=DeepSeek(id="deepseek-chat"),
    instructions="You answer in one word.",
    markdown=True,
)
print(agent.run("Which river flows through Paris?").content)
