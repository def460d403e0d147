"""What is said anew, later and elsewhere, would take the place of the toggle: then a fix is not applied unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dialects.python.tables import cases
from tests.engine.test_held_back import assert_held_back

PYDANTIC_AI = """\
from pydantic_ai import Agent
from pydantic_ai.models.openai import OpenAIChatModel, OpenAIChatModelSettings
from pydantic_ai.providers.deepseek import DeepSeekProvider
model = OpenAIChatModel("deepseek-chat", provider=DeepSeekProvider(api_key=key()))
"""
AGENTS = """\
from agents import Agent, ModelSettings, OpenAIChatCompletionsModel, RunConfig, Runner
from openai import AsyncOpenAI
model = OpenAIChatCompletionsModel("deepseek-chat", AsyncOpenAI(base_url="https://api.deepseek.com"))
"""
AUTOGEN = """\
from autogen_ext.models.openai import OpenAIChatCompletionClient
model = OpenAIChatCompletionClient(model="deepseek-chat", base_url="https://api.deepseek.com", model_info={})
"""
HAYSTACK = """\
from haystack import Pipeline
from haystack.components.generators.chat import OpenAIChatGenerator
pipeline = Pipeline()
pipeline.add_component("llm", OpenAIChatGenerator(model="deepseek-chat", api_base_url="https://api.deepseek.com"))
"""
HEADS = {"pydantic-ai": PYDANTIC_AI, "agents": AGENTS, "autogen": AUTOGEN, "haystack": HAYSTACK}

SAID_ANEW = r"""
# pydantic-ai: an agent has a body of its own
agent = Agent(model, model_settings={"extra_body": {"user_id": "a"}})
=> `Agent()` may give it another `extra_body`

# pydantic-ai: in a record, under a name
settings = OpenAIChatModelSettings(temperature=0, extra_body={"user_id": "a"})
agent = Agent(model, model_settings=settings)
=> `Agent()` may give it another `extra_body`

# pydantic-ai: in a dict that is spread
options = {"model_settings": {"extra_body": {"user_id": "a"}}}
agent = Agent(model, **options)
=> `Agent()` may give it another `extra_body`

# pydantic-ai: a run has one
Agent(model).run_sync("x", model_settings={"extra_body": {"user_id": "a"}})
=> `Agent(model).run_sync()` may give it another `extra_body`

# pydantic-ai: around another model that holds it
from pydantic_ai.models.fallback import FallbackModel
agent = Agent(FallbackModel(model, "openai:gpt-4o"), model_settings=dict(extra_body={"user_id": "a"}))
=> `Agent()` may give it another `extra_body`

# pydantic-ai: what a function made, in an object
def build():
    return Agent(model)
class Service:
    def __init__(self):
        self.agent = build()
    def ask(self, question):
        return self.agent.run(question, model_settings={"extra_body": {"user_id": "a"}})
=> `self.agent.run()` may give it another `extra_body`

# pydantic-ai: an agent that could not be followed
AGENTS = registry(Agent(model))
def ask(name, question):
    return AGENTS[name].run_sync(question, model_settings={"extra_body": {"user_id": "a"}})
=> `AGENTS[name].run_sync()` may give it another `extra_body`

# pydantic-ai: a body that is not known
def ask(question, body):
    return Agent(model).run_sync(question, model_settings={"extra_body": body})
=> `Agent(model).run_sync()` may give it another `extra_body`

# pydantic-ai: without an agent
from pydantic_ai.direct import model_request_sync
model_request_sync(model, [], model_settings={"extra_body": {"user_id": "a"}})
=> `model_request_sync()` may give it another `extra_body`

# pydantic-ai: other settings are merged
agent = Agent(model, model_settings={"temperature": 0.1})
agent.run_sync("x", model_settings={"max_tokens": 5})
=> fixed

# pydantic-ai: it says the mode too
agent = Agent(model)
agent.run_sync("x", model_settings={"extra_body": {"thinking": {"type": "disabled"}, "user_id": "a"}})
=> fixed

# pydantic-ai: the agent of another model
other = OpenAIChatModel("gpt-4o", provider="openai")
agent = Agent(model=model)
second = Agent(model=other, model_settings={"extra_body": {"user_id": "a"}})
agent.run_sync("x")
second.run_sync("x")
=> fixed

# pydantic-ai: the body of another library's call, and of the project's own function
from openai import OpenAI
agent = Agent(model)
OpenAI().chat.completions.create(model="gpt-4o", messages=[], extra_body={"top_k": 5})
def post(url, extra_body):
    print(url, extra_body)
post("x", extra_body={"agent": str(agent)})
=> fixed

# pydantic-ai: an agent that is told a model by name keeps its own body
agent = Agent("deepseek:deepseek-chat", model_settings={"extra_body": {"user_id": "a"}})
second = Agent(model)
=> fixed

# agents: a run has a body of its own
agent = Agent(name="a", model=model)
Runner.run_sync(agent, "x", run_config=RunConfig(model_settings=ModelSettings(extra_body={"user_id": "a"})))
=> `Runner.run_sync()` may give it another `extra_body`

# agents: by another agent that hands over to it
agent = Agent(name="a", model=model)
first = Agent(name="b", handoffs=[agent])
config = RunConfig(model_settings=ModelSettings(extra_body={"user_id": "a"}))
Runner.run_sync(first, "x", run_config=config)
=> `Runner.run_sync()` may give it another `extra_body`

# agents: with an agent that is handed in
agent = Agent(name="a", model=model)
config = RunConfig(model_settings=ModelSettings(extra_body={"user_id": "a"}))
async def ask(chosen, question):
    return await Runner.run(chosen, question, run_config=config)
=> `Runner.run()` may give it another `extra_body`

# agents: a copy
import dataclasses
agent = Agent(name="a", model=model)
second = dataclasses.replace(agent, model_settings=ModelSettings(extra_body={"user_id": "a"}))
=> `dataclasses.replace()` may give it another `extra_body`

# agents: a run with other settings keeps the agent's own body
agent = Agent(name="a", model=model, model_settings=ModelSettings(extra_body={"user_id": "a"}))
Runner.run_sync(agent, "x", run_config=RunConfig(model_settings=ModelSettings(temperature=0.2)))
=> fixed

# agents: another agent that hands over has a body for its own model
agent = Agent(name="a", model=model)
first = Agent(name="b", model="gpt-4o", model_settings=ModelSettings(extra_body={"x": 1}), handoffs=[agent])
Runner.run_sync(first, "x")
=> fixed

# autogen: a call has a body of its own
async def ask():
    return await model.create([], extra_create_args={"extra_body": {"user_id": "a"}})
=> `model.create()` may give it another `extra_body`

# autogen: a call names another model
async def ask(name):
    options = {"model": name}
    async for part in model.create_stream([], extra_create_args=options):
        print(part)
=> `model.create_stream()` may give it another `model`

# autogen: a call has other arguments
async def ask():
    return await model.create([], extra_create_args={"temperature": 1})
=> fixed

# haystack: a run of the pipeline tells the component
pipeline.run({"llm": {"messages": [], "generation_kwargs": {"extra_body": {"user_id": "a"}}}})
=> `pipeline.run()` may give it another `extra_body`

# haystack: a pipeline that is handed in
def ask(chosen, messages):
    return chosen.run({"llm": {"messages": messages, "generation_kwargs": {"extra_body": {"user_id": "a"}}}})
=> `chosen.run()` may give it another `extra_body`

# haystack: a run tells it other arguments
pipeline.run({"llm": {"messages": [], "generation_kwargs": {"temperature": 0.1}}})
=> fixed

# dspy: the object is called
import dspy
lm = dspy.LM("deepseek/deepseek-chat")
lm("x", extra_body={"user_id": "a"})
=> calling it may tell it another model or other arguments

# dspy: a module has a body for whichever model there is
import dspy
dspy.configure(lm=dspy.LM("deepseek/deepseek-chat"))
answer = dspy.Predict("question -> answer", extra_body={"user_id": "a"})
=> `dspy.Predict()` may give it another `extra_body`

# dspy: a call of a module has one
import dspy
dspy.configure(lm=dspy.LM("deepseek/deepseek-chat"))
class Answer(dspy.Module):
    def __init__(self):
        self.think = dspy.ChainOfThought("question -> answer")
    def forward(self, question):
        return self.think(question=question, config={"extra_body": {"user_id": "a"}})
=> `self.think()` may give it another `extra_body`

# dspy: a call that names another model, and one with other arguments
import dspy
dspy.configure(lm=dspy.LM("deepseek/deepseek-chat"))
other = dspy.LM("openai/gpt-4o")
answer = dspy.Predict("question -> answer")
answer(question="x", lm=other, config={"extra_body": {"user_id": "a"}})
answer(question="x", config={"temperature": 0.1})
=> fixed

# litellm: the router's own defaults
from litellm import Router
models = [{"model_name": "chat", "litellm_params": {"model": "deepseek/deepseek-chat"}}]
router = Router(model_list=models, default_litellm_params={"extra_body": {"user_id": "a"}})
=> `default_litellm_params` may give it another `extra_body`

# litellm: other defaults of the router, and a body in its list
from litellm import Router
models = [{"model_name": "chat", "litellm_params": {"model": "deepseek/deepseek-chat", "extra_body": {"user_id": "a"}}}]
router = Router(model_list=models, default_litellm_params={"timeout": 5})
router.completion(model="chat", messages=[])
=> fixed

# langchain: what is bound to a chain goes to its first step
from langchain_core.output_parsers import StrOutputParser
from langchain_openai import ChatOpenAI
llm = ChatOpenAI(model="deepseek-chat", base_url="https://api.deepseek.com")
chain = (llm | StrOutputParser()).bind(extra_body={"user_id": "a"})
=> `(llm | StrOutputParser()).bind()` may give it another `extra_body`

# langchain: the model's own body
from langchain_openai import ChatOpenAI
llm = ChatOpenAI(model="deepseek-chat", base_url="https://api.deepseek.com", extra_body={"user_id": "a"})
chain = llm.bind(stop=["x"])
=> fixed

# crewai: another model of the same crew has a body
from crewai import LLM, Agent, Crew
first = Agent(role="a", llm=LLM(model="deepseek/deepseek-chat"))
second = Agent(role="b", llm=LLM(model="openai/gpt-4o", extra_body={"user_id": "b"}))
Crew(agents=[first, second], tasks=[]).kickoff()
=> fixed

# smolagents: the object is called with other arguments
from smolagents import CodeAgent, OpenAIServerModel
llm = OpenAIServerModel(model_id="deepseek-chat", api_base="https://api.deepseek.com")
CodeAgent(tools=[], model=llm).run("x", additional_args={"body": 1})
llm([], temperature=0.2)
=> fixed
"""


@pytest.mark.parametrize(("code", "expected"), cases(SAID_ANEW))
def test_what_would_replace_the_toggle(code: str, expected: list[str], tmp_path: Path) -> None:
    head = HEADS.get(code.partition(":")[0].removeprefix("# "), "")
    path = tmp_path / "app.py"
    path.write_text(head + code)
    assert_held_back(path, expected[0])
