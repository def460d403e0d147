# expect: fix
# mode: disabled
import os

from crewai import LLM, Agent, Crew, Task

BASE_URL = "https://api.deepseek.com/v1"
llm = LLM(model="openai/deepseek-chat", base_url=BASE_URL, api_key=os.getenv("DEEPSEEK_API_KEY"))
writer = Agent(role="Writer", goal="Write one line", backstory="You like tea.", llm=llm, verbose=False)
task = Task(description="Write a line about tea.", expected_output="One line", agent=writer)
print(Crew(agents=[writer], tasks=[task], verbose=False).kickoff().raw)
