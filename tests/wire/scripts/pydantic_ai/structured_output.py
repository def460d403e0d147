# expect: unchanged
# exit: 1
# after: fails
# By its new name the library takes the model for one that thinks, and the output tool is not demanded any more.
from pydantic import BaseModel
from pydantic_ai import Agent, ToolOutput


class City(BaseModel):
    city: str


agent = Agent("deepseek:deepseek-chat", output_type=ToolOutput(City, strict=False))
print(agent.run_sync("Where is the Eiffel tower?").output)
