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
x = DeepSeek(id="deepseek-chat", extra_body={"user_id": "me", "thinking": {"type": "disabled"}})

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
x = OpenAIChatGenerator(model="deepseek-reasoner", api_base_url="https://api.deepseek.com", generation_kwargs={**(dict(max_tokens=9) or {}), "extra_body": {"thinking": {"type": "enabled"}}})
"""


@pytest.mark.parametrize(("code", "expected"), cases(LIFTED))
def test_what_would_be_sent(code: str, expected: list[str]) -> None:
    assert matches(described(code), expected)


@pytest.mark.parametrize(("code", "expected"), cases(TESTED))
def test_what_the_library_does_by_the_name(code: str, expected: list[str]) -> None:
    assert matches(told(code), expected)


@pytest.mark.parametrize(("before", "after"), transformations(LOWERED))
def test_what_is_written(before: str, after: str) -> None:
    assert lowered(before) == after
