"""Frameworks that build their requests from objects: what is lifted of each, and how a rename is carried out."""

from __future__ import annotations

import pytest

from tests.dialects.python.lifting import described, told
from tests.dialects.python.lowering import lowered
from tests.dialects.python.tables import cases, matches, transformations

LIFTED = r"""
# llama-index: its own class knows one name by heart
from llama_index.llms.deepseek import DeepSeek
DeepSeek("deepseek-chat", "key")
DeepSeek(model="deepseek-reasoner", temperature=0.2, max_tokens=9)
=> chat llama-index 'https://api.deepseek.com'~ by default: api_key='key', model='deepseek-chat', implied is_function_calling_model
=> chat llama-index 'https://api.deepseek.com'~ by default: max_tokens=9, model='deepseek-reasoner'

# llama-index: what is said already is not implied
from llama_index.llms.deepseek import DeepSeek
DeepSeek("deepseek-chat", is_function_calling_model=False, api_base="https://relay.example/v1")
=> chat llama-index 'https://relay.example/v1': model='deepseek-chat'

# llama-index: the extra body lies in the additional arguments, and the rest is dropped
from llama_index.llms.deepseek import DeepSeek
DeepSeek("deepseek-v4-flash", additional_kwargs={"seed": 1, "extra_body": {"thinking": {"type": "disabled"}}})
DeepSeek("deepseek-v4-flash", thinking={"type": "disabled"})
=> chat llama-index 'https://api.deepseek.com'~ by default: model='deepseek-v4-flash', seed=1, thinking={type: 'disabled'}
=> chat llama-index 'https://api.deepseek.com'~ by default: model='deepseek-v4-flash', refused thinking={type: 'disabled'}

# llama-index: a model that does not chat completes
from llama_index.llms.openai_like import OpenAILike
OpenAILike(model="deepseek-chat", api_base="https://api.deepseek.com", is_chat_model=True)
OpenAILike(model="deepseek-chat", api_base="https://api.deepseek.com/beta")
OpenAILike(model="deepseek-chat", api_base="https://api.deepseek.com/beta", is_chat_model=False)
OpenAILike(model="deepseek-chat", api_base="https://api.deepseek.com", is_chat_model=asked())
OpenAILike(model="deepseek-chat")
=> chat llama-index 'https://api.deepseek.com': model='deepseek-chat'
=> fim llama-index 'https://api.deepseek.com/beta': model='deepseek-chat'
=> fim llama-index 'https://api.deepseek.com/beta': model='deepseek-chat'
=> chat llama-index 'https://api.deepseek.com': model='deepseek-chat'
=> fim llama-index 'https://api.openai.com/v1'~ | the environment variable OPENAI_API_BASE by default: model='deepseek-chat'

# llama-index: arguments that are not known may say that it chats
from llama_index.llms.openai_like import OpenAILike
OpenAILike(model="deepseek-chat", api_base="https://api.deepseek.com", **settings())
=> chat llama-index 'https://api.deepseek.com': model='deepseek-chat', **...

# agno: its own word for the mode, and what wins over it
from agno.models.deepseek import DeepSeek
DeepSeek(id="deepseek-v4-flash", use_thinking=False)
DeepSeek(id="deepseek-v4-flash", use_thinking=True, extra_body={"thinking": {"type": "disabled"}})
DeepSeek(id="deepseek-v4-flash", use_thinking=None)
DeepSeek(id="deepseek-v4-flash", use_thinking=asked())
=> chat agno 'https://api.deepseek.com'~ by default: model='deepseek-v4-flash', thinking={type: 'disabled'}
=> chat agno 'https://api.deepseek.com'~ by default: model='deepseek-v4-flash', thinking={type: 'disabled'}
=> chat agno 'https://api.deepseek.com'~ by default: model='deepseek-v4-flash'
=> chat agno 'https://api.deepseek.com'~ by default: model='deepseek-v4-flash', thinking=...

# the library's names in a dict that is spread
from agno.models.deepseek import DeepSeek
from smolagents import OpenAIServerModel
settings = {"model_id": "deepseek-chat", "api_base": "https://api.deepseek.com"}
OpenAIServerModel(**settings, temperature=1)
DeepSeek(**{"id": "deepseek-v4-flash", "temperature": 0})
=> chat smolagents 'https://api.deepseek.com': model='deepseek-chat', temperature=1
=> chat agno 'https://api.deepseek.com'~ by default: model='deepseek-v4-flash', temperature=0

# agno: clients of other vendors
from agno.models.openai import OpenAIChat
from agno.models.openai.like import OpenAILike
OpenAIChat("gpt-4o")
OpenAILike(id="deepseek-chat", base_url="https://api.siliconflow.cn/v1", request_params={"top_p": 0.5})
=> chat agno 'https://api.openai.com/v1'~ | the environment variable OPENAI_BASE_URL by default: model='gpt-4o'
=> chat agno 'https://api.siliconflow.cn/v1': model='deepseek-chat', top_p=0.5

# smolagents
from smolagents import LiteLLMModel, OpenAIServerModel
OpenAIServerModel("deepseek-chat", "https://api.deepseek.com", temperature=0)
LiteLLMModel("deepseek/deepseek-chat")
LiteLLMModel(model_id="openrouter/deepseek/deepseek-chat")
=> chat smolagents 'https://api.deepseek.com': model='deepseek-chat', temperature=0
=> chat smolagents 'https://api.deepseek.com/beta'~ by default: model='deepseek-chat'
=> chat smolagents ? no endpoint is given, and which provider it goes to is not known by default: model='openrouter/deepseek/deepseek-chat'

# Haystack
from haystack.components.generators.chat import OpenAIChatGenerator
from haystack.utils import Secret
OpenAIChatGenerator(
    api_key=Secret.from_env_var("DEEPSEEK_API_KEY"),
    model="deepseek-chat",
    api_base_url="https://api.deepseek.com",
    generation_kwargs={"max_tokens": 9, "extra_body": {"user_id": "me"}},
)
=> chat haystack 'https://api.deepseek.com': api_key=? it is not plain data, max_tokens=9, model='deepseek-chat', user_id='me'

# autogen-ext
from autogen_ext.models.openai import OpenAIChatCompletionClient
OpenAIChatCompletionClient(model="deepseek-chat", base_url="https://api.deepseek.com", model_info=INFO)
OpenAIChatCompletionClient(model="gpt-4o")
=> chat autogen-ext 'https://api.deepseek.com': model='deepseek-chat', model_info=...
=> chat autogen-ext 'https://api.openai.com/v1'~ | the environment variable OPENAI_BASE_URL by default: model='gpt-4o'

# AutoGen: each dict of settings is a way of its own
from autogen import AssistantAgent
config_list = [
    {"model": "deepseek-chat", "base_url": "https://api.deepseek.com", "extra_body": {"user_id": "me"}},
    {"model": "gpt-4o"},
    {"api_type": "deepseek", "model": "deepseek-chat"},
    {"api_type": "anthropic", "model": "claude"},
]
AssistantAgent("a", llm_config={"config_list": config_list, "temperature": 0})
=> chat autogen 'https://api.deepseek.com': model='deepseek-chat', user_id='me'
=> chat autogen 'https://api.openai.com/v1'~ | the environment variable OPENAI_BASE_URL by default: model='gpt-4o'
=> chat autogen 'https://api.deepseek.com/v1'~ by default: model='deepseek-chat'
=> chat autogen ? the provider `anthropic` is asked in a way of its own: model='claude'

# AutoGen: settings without a list, and an object that holds them
import autogen
autogen.ConversableAgent("a", llm_config={"model": "deepseek-chat", "base_url": "https://api.deepseek.com"})
autogen.LLMConfig(model="deepseek-chat", base_url="https://api.deepseek.com")
autogen.LLMConfig(config_list={"model": "deepseek-chat", "base_url": "https://api.deepseek.com"})
=> chat autogen 'https://api.deepseek.com': model='deepseek-chat'
=> chat autogen 'https://api.deepseek.com': model='deepseek-chat'
=> chat autogen 'https://api.deepseek.com': model='deepseek-chat'

# AutoGen: agents that ask no model, or one that is read elsewhere
import autogen
autogen.UserProxyAgent("user", llm_config=False)
autogen.AssistantAgent("a", llm_config={"config_list": autogen.config_list_from_json("OAI_CONFIG_LIST")})

# Pydantic AI: a model by name, with the mode in its settings
from pydantic_ai import Agent, ModelSettings
Agent("deepseek:deepseek-chat", model_settings=ModelSettings(temperature=0.2, openai_reasoning_effort="high"))
Agent("deepseek:deepseek-v4-flash", model_settings={"thinking": False, "temperature": 1})
Agent("deepseek:deepseek-v4-flash", model_settings={"thinking": True, "extra_body": {"thinking": {"type": "disabled"}}})
Agent("anthropic:claude")
=> chat pydantic-ai 'https://api.deepseek.com'~ by default: model='deepseek-chat', reasoning_effort='high', temperature=0.2
=> chat pydantic-ai 'https://api.deepseek.com'~ by default: model='deepseek-v4-flash', temperature=1, thinking={type: 'disabled'~}
=> chat pydantic-ai 'https://api.deepseek.com'~ by default: model='deepseek-v4-flash', thinking={type: 'disabled'}
=> chat pydantic-ai ? no endpoint is given, and which provider it goes to is not known by default: model='anthropic:claude'

# Pydantic AI: an object that stands for a model is the request, whatever agents it is given to
from openai import AsyncOpenAI
from pydantic_ai import Agent
from pydantic_ai.models.openai import OpenAIChatModel, OpenAIModel
from pydantic_ai.providers.deepseek import DeepSeekProvider
from pydantic_ai.providers.openai import OpenAIProvider
def build(model):
    return Agent(model)
build(OpenAIChatModel("deepseek-chat", provider=DeepSeekProvider(api_key="k")))
build(OpenAIModel("deepseek-chat", provider="deepseek"))
OpenAIModel(model_name="deepseek-chat", provider=OpenAIProvider(base_url="https://api.deepseek.com"))
OpenAIModel("deepseek-chat", provider=OpenAIProvider(openai_client=AsyncOpenAI(base_url="https://relay.example")))
OpenAIModel("deepseek-chat", base_url="https://api.deepseek.com")
OpenAIModel("gpt-4o")
=> chat pydantic-ai 'https://api.deepseek.com'~ by default: model='deepseek-chat'
=> chat pydantic-ai 'https://api.deepseek.com'~ by default: model='deepseek-chat'
=> chat pydantic-ai 'https://api.deepseek.com': model='deepseek-chat'
=> chat pydantic-ai 'https://relay.example': model='deepseek-chat'
=> chat pydantic-ai 'https://api.deepseek.com': model='deepseek-chat'
=> chat pydantic-ai 'https://api.openai.com/v1'~ | the environment variable OPENAI_BASE_URL by default: model='gpt-4o'

# Semantic Kernel: the service is the request, and its client knows where it goes
from openai import AsyncOpenAI
from semantic_kernel.connectors.ai.open_ai import OpenAIChatCompletion
client = AsyncOpenAI(base_url="https://api.deepseek.com")
OpenAIChatCompletion(ai_model_id="deepseek-chat", async_client=client)
OpenAIChatCompletion("gpt-4o")
=> chat semantic-kernel 'https://api.deepseek.com': model='deepseek-chat'
=> chat semantic-kernel 'https://api.openai.com/v1'~ | the environment variable OPENAI_BASE_URL by default: model='gpt-4o'
"""

# What the libraries do by a model's name besides sending it.
TESTED = r"""
# the model that an agent of agno reasons with
from agno.agent import Agent
from agno.models.deepseek import DeepSeek
agent = Agent(model=DeepSeek(id="deepseek-chat"), reasoning_model=DeepSeek(id="deepseek-reasoner"))
=> condition Agent(model=DeepSeek(id="deepseek-ch...: "deepseek-reasoner" finds reasoner|r1|v4|v3\.[12]

# an agent of agno that reasons with its own model
from agno.agent import Agent
from agno.models.deepseek import DeepSeek
model = DeepSeek(id="deepseek-chat")
Agent(model=model, reasoning=True)
=> condition Agent(model=model, reasoning=True): "deepseek-chat" finds reasoner|r1|v4|v3\.[12]

# a model of agno's that arrives as a parameter
from agno.agent import Agent
from agno.models.deepseek import DeepSeek
def build(model):
    return Agent(model=model, reasoning=True)
build(load(DeepSeek(id="deepseek-chat")))
=> condition Agent(model=model, reasoning=True): "deepseek-chat" finds reasoner|r1|v4|v3\.[12]

# an agent of Pydantic AI whose output is no text
from pydantic_ai import Agent
Agent("deepseek:deepseek-chat", output_type=City)
Agent("deepseek:deepseek-chat", output_type=str)
Agent("deepseek:deepseek-chat")
=> condition Agent("deepseek:deepseek-chat", outp...: "deepseek:deepseek-chat" finds ^deepseek-(flash|v4-)

# AG2 knows the reasoner by its name
from autogen import OpenAIWrapper
OpenAIWrapper(config_list=[{"model": "deepseek-reasoner"}])
=> condition OpenAIWrapper(config_list=[{"model":...: "deepseek-reasoner" finds ^deepseek-reasoner$

# agents of agno that do not reason
from agno.agent import Agent
from agno.models.deepseek import DeepSeek
Agent(model=DeepSeek(id="deepseek-chat"))
Agent(model=DeepSeek(id="deepseek-chat"), reasoning=False, reasoning_model=None)
other(model=DeepSeek(id="deepseek-chat"), reasoning=True)
"""

LOWERED = r"""
# implied and toggle on one line
! implied
! thinking disabled
from llama_index.llms.deepseek import DeepSeek
x = DeepSeek("deepseek-chat")
=>
from llama_index.llms.deepseek import DeepSeek
x = DeepSeek(
    "deepseek-chat",
    is_function_calling_model=True,
    additional_kwargs={"extra_body": {"thinking": {"type": "disabled"}}},
)

# implied and toggle, a line each
! implied
! thinking disabled
from llama_index.llms.deepseek import DeepSeek
x = DeepSeek(
    model="deepseek-chat",
    api_key=KEY,
)
=>
from llama_index.llms.deepseek import DeepSeek
x = DeepSeek(
    model="deepseek-chat",
    api_key=KEY,
    is_function_calling_model=True,
    additional_kwargs={"extra_body": {"thinking": {"type": "disabled"}}},
)

# implied, and a toggle in a dict that is there
! implied
! thinking disabled
from llama_index.llms.deepseek import DeepSeek
x = DeepSeek("deepseek-chat", additional_kwargs={"seed": 1})
=>
from llama_index.llms.deepseek import DeepSeek
x = DeepSeek(
    "deepseek-chat",
    additional_kwargs={"seed": 1, "extra_body": {"thinking": {"type": "disabled"}}},
    is_function_calling_model=True,
)

# implied alone
! implied
from llama_index.llms.deepseek import DeepSeek
x = DeepSeek("deepseek-chat", additional_kwargs=SENT)
=>
from llama_index.llms.deepseek import DeepSeek
x = DeepSeek("deepseek-chat", additional_kwargs=SENT, is_function_calling_model=True)

# implied in one of two ways
! implied
from llama_index.llms.deepseek import DeepSeek
x = DeepSeek("deepseek-chat" if flag else "deepseek-reasoner")
=>
refused: `is_function_calling_model` would be needed in some of its ways, but not in all

# implied beside arguments that are not known
! implied
from llama_index.llms.deepseek import DeepSeek
x = DeepSeek("deepseek-chat", **more())
=>
refused: its arguments are not all known, so `is_function_calling_model` may be among them

# agno
! thinking disabled
from agno.models.deepseek import DeepSeek
x = DeepSeek(id="deepseek-chat", extra_body={"user_id": "me"})
=>
from agno.models.deepseek import DeepSeek
x = DeepSeek(
    id="deepseek-chat", extra_body={"user_id": "me", "thinking": {"type": "disabled"}}
)

# agno, in parameters that win
! thinking disabled
from agno.models.deepseek import DeepSeek
x = DeepSeek(id="deepseek-chat", request_params={"extra_body": {"user_id": "me"}})
=>
refused: `request_params.extra_body` is passed already, and would win over `extra_body`

# Haystack
! thinking enabled
from haystack.components.generators.chat import OpenAIChatGenerator
x = OpenAIChatGenerator(model="deepseek-reasoner", api_base_url="https://api.deepseek.com", generation_kwargs=dict(max_tokens=9))
=>
from haystack.components.generators.chat import OpenAIChatGenerator
x = OpenAIChatGenerator(model="deepseek-reasoner", api_base_url="https://api.deepseek.com", generation_kwargs={**dict(max_tokens=9), "extra_body": {"thinking": {"type": "enabled"}}})

# AutoGen: into each dict of settings that goes to DeepSeek
! thinking 0 disabled
from autogen import OpenAIWrapper
x = OpenAIWrapper(config_list=[
    {"model": "deepseek-chat", "base_url": "https://api.deepseek.com"},
    {"model": "gpt-4o"},
])
=>
from autogen import OpenAIWrapper
x = OpenAIWrapper(config_list=[
    {
        "model": "deepseek-chat",
        "base_url": "https://api.deepseek.com",
        "extra_body": {"thinking": {"type": "disabled"}},
    },
    {"model": "gpt-4o"},
])

# AutoGen: settings in a variable, with an extra body, and by dict()
! thinking disabled
from autogen import AssistantAgent
LIST = [{"model": "deepseek-chat", "extra_body": {"user_id": "me"}}, dict(model="deepseek-chat")]
a = AssistantAgent("a", llm_config={"config_list": LIST})
b = AssistantAgent("b", llm_config={"config_list": LIST})
=>
from autogen import AssistantAgent
LIST = [{"model": "deepseek-chat", "extra_body": {"user_id": "me", "thinking": {"type": "disabled"}}}, dict(model="deepseek-chat", extra_body={"thinking": {"type": "disabled"}})]
a = AssistantAgent("a", llm_config={"config_list": LIST})
b = AssistantAgent("b", llm_config={"config_list": LIST})

# AutoGen: settings of two agents are one request
! thinking 0 disabled
from autogen import AssistantAgent
LIST = [{"model": "deepseek-chat"}]
a = AssistantAgent("a", llm_config={"config_list": LIST})
b = AssistantAgent("b", llm_config={"config_list": LIST})
=>
from autogen import AssistantAgent
LIST = [{"model": "deepseek-chat", "extra_body": {"thinking": {"type": "disabled"}}}]
a = AssistantAgent("a", llm_config={"config_list": LIST})
b = AssistantAgent("b", llm_config={"config_list": LIST})

# AutoGen: settings that are not written out
! thinking disabled
from autogen import AssistantAgent
a = AssistantAgent("a", llm_config={"config_list": [{"model": "deepseek-chat", **more()}]})
=>
refused: its keys are not all known, so `extra_body` may be among them: `more()` is merged into it and could not be followed

# Pydantic AI, by name
! thinking disabled
from pydantic_ai import Agent
x = Agent("deepseek:deepseek-chat", system_prompt="Be brief.")
=>
from pydantic_ai import Agent
x = Agent(
    "deepseek:deepseek-chat",
    system_prompt="Be brief.",
    model_settings={"extra_body": {"thinking": {"type": "disabled"}}},
)

# Semantic Kernel: the mode stands elsewhere
! thinking disabled
from openai import AsyncOpenAI
from semantic_kernel.connectors.ai.open_ai import OpenAIChatCompletion
x = OpenAIChatCompletion("deepseek-chat", async_client=AsyncOpenAI(base_url="https://api.deepseek.com"))
=>
refused: the thinking mode goes into the settings of each call: `OpenAIChatPromptExecutionSettings(extra_body={"thinking": {"type": "disabled"}})`

# Semantic Kernel: what thinks needs no word for it
! thinking enabled
from openai import AsyncOpenAI
from semantic_kernel.connectors.ai.open_ai import OpenAIChatCompletion
x = OpenAIChatCompletion("deepseek-reasoner", async_client=AsyncOpenAI(base_url="https://api.deepseek.com"))
=>
from openai import AsyncOpenAI
from semantic_kernel.connectors.ai.open_ai import OpenAIChatCompletion
x = OpenAIChatCompletion("deepseek-reasoner", async_client=AsyncOpenAI(base_url="https://api.deepseek.com"))
"""

# Libraries that are told a model by its name, and calls that are told several.
TOLD = r"""
from crewai import Agent, Crew
Agent(role="r", llm="deepseek/deepseek-chat", function_calling_llm="deepseek/deepseek-reasoner")
Crew(agents=[], manager_llm="openrouter/deepseek/deepseek-chat", planning_llm=None)
=> chat crewai 'https://api.deepseek.com/beta'~ by default: model='deepseek-chat'
=> chat crewai 'https://api.deepseek.com/beta'~ by default: model='deepseek-reasoner'
=> chat crewai ? no endpoint is given, and which provider it goes to is not known by default: model='openrouter/deepseek/deepseek-chat'

# what an agent is told besides is no field of a request
from crewai import Agent
Agent(llm="deepseek/m", reasoning=True, tools=[t], temperature=0.2)
=> chat crewai 'https://api.deepseek.com/beta'~ by default: model='m'

# who chooses the provider chooses the endpoint
import os
import litellm
litellm.completion(model="m", custom_llm_provider=os.getenv("PROVIDER", "deepseek"))
=> chat litellm 'https://api.deepseek.com/beta'~ | the environment variable PROVIDER by default: model='m'

# an object is told by itself
from agno.agent import Agent
from agno.models.deepseek import DeepSeek
Agent(model=DeepSeek(id="m"), output_model="deepseek:deepseek-chat")
=> chat agno 'https://api.deepseek.com'~ by default: model='m'
=> chat agno 'https://api.deepseek.com'~ by default: model='deepseek-chat'

# a model that is bound in the place of another
from langchain_deepseek import ChatDeepSeek
llm = ChatDeepSeek(model="m", api_base="https://relay.example/v1")
llm.bind(model="n")
llm.bind(stop=["x"])
llm.other(model="n")
=> chat langchain-deepseek 'https://relay.example/v1': model='m' (`.bind()` may tell it another model or other arguments)
=> chat langchain-deepseek 'https://relay.example/v1': model='n', **what `ChatDeepSeek` was made with is sent too

import litellm
litellm.completion(model="m", custom_llm_provider="deepseek")
litellm.completion(model="m", custom_llm_provider="azure")
litellm.completion(model="m", custom_llm_provider="custom_openai", api_base="https://api.deepseek.com")
litellm.batch_completion("deepseek/m", [[]])
litellm.text_completion("x", "deepseek/m")
litellm.text_completion("x", "openai/m")
litellm.responses("x", "deepseek/m", reasoning={"effort": "low"})
=> chat litellm 'https://api.deepseek.com/beta'~ by default: model='m'
=> chat litellm ? the provider `azure` is asked in a way of its own: model='m'
=> chat litellm 'https://api.deepseek.com': model='m'
=> chat litellm 'https://api.deepseek.com/beta'~ by default: lists_of_messages=[[]], model='m'
=> chat litellm 'https://api.deepseek.com/beta'~ by default: model='m', prompt='x'
=> chat litellm ? no endpoint is given, and which provider it goes to is not known by default: model='openai/m', prompt='x'
=> chat litellm 'https://api.deepseek.com/beta'~ by default: input='x', model='m', reasoning={effort: 'low'}, reasoning_effort='low'

from browser_use import ChatOpenAI
ChatOpenAI("m", base_url="https://api.deepseek.com/v1", reasoning_effort="low")
=> chat browser-use 'https://api.deepseek.com/v1': effort_of_other_models='low', model='m'

from agents import OpenAIResponsesModel
from openai import AsyncOpenAI
OpenAIResponsesModel("m", AsyncOpenAI(base_url="https://api.deepseek.com"))
=> responses openai-agents 'https://api.deepseek.com': model='m'

from autogen import LLMConfig
LLMConfig({"model": "m", "base_url": "https://api.deepseek.com"}, {"model": "n", "api_type": "deepseek"})
=> chat autogen 'https://api.deepseek.com': model='m'
=> chat autogen 'https://api.deepseek.com/v1'~ by default: model='n'

import instructor
from openai import OpenAI
client = instructor.from_openai(OpenAI(base_url="https://api.deepseek.com"), model="m")
instructor.from_openai(OpenAI(base_url="https://api.deepseek.com"))
client.chat.completions.create(messages=[])
=> chat instructor 'https://api.deepseek.com': model='m'
=> chat instructor 'https://api.deepseek.com': messages=[]
"""


@pytest.mark.parametrize(("code", "expected"), cases(LIFTED))
def test_what_would_be_sent(code: str, expected: list[str]) -> None:
    assert matches(described(code), expected)


@pytest.mark.parametrize(("code", "expected"), cases(TOLD))
def test_what_is_told_by_its_name(code: str, expected: list[str]) -> None:
    assert matches(described(code), expected)


@pytest.mark.parametrize(("code", "expected"), cases(TESTED))
def test_what_the_library_does_by_the_name(code: str, expected: list[str]) -> None:
    assert matches(told(code), expected)


@pytest.mark.parametrize(("before", "after"), transformations(LOWERED))
def test_what_is_written(before: str, after: str) -> None:
    assert lowered(before) == after
