# expect: fix
# mode: enabled
# drops: temperature
import os

from agno.agent import Agent
from agno.models.deepseek import DeepSeek

model = DeepSeek(id="deepseek-reasoner", api_key=os.getenv("DEEPSEEK_API_KEY"), temperature=0.2)


def main():
    agent = Agent(name="Solver", model=model)
    print(agent.run("Is 221 a prime?").content)


main()
