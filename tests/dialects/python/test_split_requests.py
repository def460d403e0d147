"""Requests that are spread over several calls, settings that are objects, names that stand for IDs: lifted and written."""

from __future__ import annotations

import pytest

from tests.dialects.python.lifting import described, told
from tests.dialects.python.lowering import lowered
from tests.dialects.python.tables import cases, matches, transformations

# The model's object is made in one call and given to another, which says what is sent besides.
PARTS = r"""
from agents import Agent, OpenAIChatCompletionsModel
from openai import AsyncOpenAI
client = AsyncOpenAI(base_url="https://api.deepseek.com")
Agent(name="A", model=OpenAIChatCompletionsModel(model="deepseek-chat", openai_client=client))
=> chat openai-agents 'https://api.deepseek.com': model='deepseek-chat', name='A'

# by position, and through a variable
from agents import Agent, OpenAIChatCompletionsModel
from openai import AsyncOpenAI
model = OpenAIChatCompletionsModel("deepseek-chat", AsyncOpenAI(base_url="https://api.deepseek.com"))
Agent("A", model=model)
=> chat openai-agents 'https://api.deepseek.com': model='deepseek-chat', name='A'

# two agents of one model
from agents import Agent, OpenAIChatCompletionsModel
from openai import AsyncOpenAI
model = OpenAIChatCompletionsModel("deepseek-chat", AsyncOpenAI(base_url="https://api.deepseek.com"))
Agent(name="A", model=model)
Agent(name="B", model=model)
=> chat openai-agents 'https://api.deepseek.com': model='deepseek-chat', name='A'
=> chat openai-agents 'https://api.deepseek.com': model='deepseek-chat', name='B'

# an object that reaches no agent is a request of its own
from agents import OpenAIChatCompletionsModel
from openai import AsyncOpenAI
def make():
    return OpenAIChatCompletionsModel("deepseek-chat", AsyncOpenAI(base_url="https://api.deepseek.com"))
=> chat openai-agents 'https://api.deepseek.com': model='deepseek-chat'

# so is one that also goes to code which is not followed
from agents import Agent, OpenAIChatCompletionsModel
from openai import AsyncOpenAI
from elsewhere import register
model = OpenAIChatCompletionsModel("deepseek-chat", AsyncOpenAI(base_url="https://api.deepseek.com"))
Agent(name="A", model=model)
register(model)
=> chat openai-agents 'https://api.deepseek.com': model='deepseek-chat', name='A'
=> chat openai-agents 'https://api.deepseek.com': model='deepseek-chat'

# a function of this file is followed
from agents import Agent, OpenAIChatCompletionsModel
from openai import AsyncOpenAI
def build(model):
    return Agent(name="A", model=model)
build(OpenAIChatCompletionsModel("deepseek-chat", AsyncOpenAI(base_url="https://api.deepseek.com")))
=> chat openai-agents 'https://api.deepseek.com': model='deepseek-chat', name='A'

# a client of another vendor
from agents import Agent, OpenAIChatCompletionsModel
from openai import AsyncOpenAI
client = AsyncOpenAI(base_url="https://openrouter.ai/api/v1")
Agent(model=OpenAIChatCompletionsModel(model="deepseek-chat", openai_client=client))
=> chat openai-agents 'https://openrouter.ai/api/v1': model='deepseek-chat'

# a client that is handed in
from agents import Agent, OpenAIChatCompletionsModel
def make(client):
    return Agent(model=OpenAIChatCompletionsModel(model="deepseek-chat", openai_client=client))
=> chat openai-agents ? ...

# one of two clients, by a condition
from agents import Agent, OpenAIChatCompletionsModel
from openai import AsyncOpenAI
flag = ask()
client = AsyncOpenAI(base_url="https://api.deepseek.com") if flag else AsyncOpenAI(base_url="https://x.example/v1")
name = "deepseek-chat" if flag else "big"
Agent(model=OpenAIChatCompletionsModel(model=name, openai_client=client))
=> chat openai-agents 'https://api.deepseek.com': model='deepseek-chat' if flag is true
=> chat openai-agents 'https://x.example/v1': model='big' if flag is false

# what the agent says besides is sent too
from agents import Agent, LitellmModel, ModelSettings
from agents.extensions.models.litellm_model import LitellmModel
from openai.types.shared import Reasoning
Agent(
    model=LitellmModel(model="deepseek/deepseek-chat"),
    model_settings=ModelSettings(temperature=0.2, extra_body={"user_id": "a"}, reasoning=Reasoning(effort="high")),
)
=> chat openai-agents 'https://api.deepseek.com/beta'~ by default: model='deepseek-chat', reasoning={effort: 'high'}, reasoning_effort='high', temperature=0.2, thinking={type: 'enabled'~}, user_id='a'

from agents.extensions.models.litellm_model import LitellmModel
from agents import Agent
Agent(model=LitellmModel(model="openai/deepseek-chat", base_url="https://api.deepseek.com"))
=> chat openai-agents 'https://api.deepseek.com': model='deepseek-chat'

# settings that are changed later
from agents import Agent, ModelSettings
settings = ModelSettings(temperature=0.2)
settings.extra_body = {"a": 1}
Agent(model="litellm/deepseek/deepseek-chat", model_settings=settings)
=> chat openai-agents 'https://api.deepseek.com/beta'~ by default: model='deepseek-chat', temperature=0.2, **its `.extra_body` is also set

# settings that are not followed
from agents import Agent
from mine import settings
Agent(model="litellm/deepseek/deepseek-chat", model_settings=settings)
=> chat openai-agents 'https://api.deepseek.com/beta'~ by default: model='deepseek-chat', **`model_settings` could not be followed
"""

# A function of the library tells the endpoint for all requests that follow.
TOLD = r"""
from agents import Agent, set_default_openai_api, set_default_openai_client
from openai import AsyncOpenAI
set_default_openai_client(AsyncOpenAI(base_url="https://api.deepseek.com"))
set_default_openai_api("chat_completions")
Agent(model="deepseek-chat")
=> chat openai-agents 'https://api.deepseek.com': model='deepseek-chat'

# without the second call it may speak another interface
from agents import Agent, set_default_openai_client
from openai import AsyncOpenAI
set_default_openai_client(AsyncOpenAI(base_url="https://api.deepseek.com"))
Agent(model="deepseek-chat")
=> chat openai-agents ? `agents.set_default_openai_api` is not called, so another interface of https://api.deepseek.com may be spoken: model='deepseek-chat'

from agents import Agent, set_default_openai_api, set_default_openai_client
from openai import AsyncOpenAI
set_default_openai_client(AsyncOpenAI(base_url="https://api.deepseek.com"))
set_default_openai_api("responses")
Agent(model="deepseek-chat")
=> chat openai-agents ? `agents.set_default_openai_api` is not called, so another interface of https://api.deepseek.com may be spoken: model='deepseek-chat'

from agents import Agent
Agent(model="deepseek-chat")
=> chat openai-agents ? no endpoint is given, and which provider it goes to is not known by default: model='deepseek-chat'

from mirascope import llm
llm.register_provider("openai:completions", scope="deepseek/", base_url="https://api.deepseek.com")
@llm.call("deepseek/deepseek-chat", temperature=1)
def ask(): return "hi"
llm.model("deepseek/deepseek-reasoner")
=> chat mirascope 'https://api.deepseek.com': model='deepseek-chat', temperature=1
=> chat mirascope 'https://api.deepseek.com': model='deepseek-reasoner'

# of several prefixes
from mirascope import llm
llm.register_provider("openai:completions", ["mine/", "deepseek/"], base_url="https://api.deepseek.com")
llm.register_provider("openai:completions", "vllm/", base_url="http://localhost:8000")
llm.model("deepseek/deepseek-chat")
llm.model("vllm/deepseek-chat")
=> chat mirascope 'https://api.deepseek.com': model='deepseek-chat'
=> chat mirascope 'http://localhost:8000': model='vllm/deepseek-chat'

from mirascope import llm
llm.model("deepseek/deepseek-chat")
=> chat mirascope ? no endpoint is given, and which provider it goes to is not known by default: model='deepseek-chat'
"""

# Where it goes stands in a dict, in a client that is passed, or in a provider's name.
ENDPOINTS = r"""
from strands.models.openai import OpenAIModel
OpenAIModel(client_args={"base_url": "https://api.deepseek.com"}, model_id="deepseek-chat", params={"temperature": 1})
=> chat strands 'https://api.deepseek.com': model='deepseek-chat', temperature=1

from strands.models.openai import OpenAIModel
args = dict(api_key="k", base_url="https://api.deepseek.com")
OpenAIModel(client_args=args, model_id="deepseek-chat", params={"extra_body": {"thinking": {"type": "disabled"}}})
=> chat strands 'https://api.deepseek.com': model='deepseek-chat', thinking={type: 'disabled'}

from strands.models.openai import OpenAIModel
OpenAIModel(client_args={"api_key": "k"}, model_id="deepseek-chat")
=> chat strands 'https://api.openai.com/v1'~ | the environment variable OPENAI_BASE_URL by default: model='deepseek-chat'

from strands.models.openai import OpenAIModel
from mine import args
OpenAIModel(client_args=args, model_id="deepseek-chat")
=> chat strands ? it is not plain data: model='deepseek-chat'

from strands.models.openai import OpenAIModel
from mine import more
OpenAIModel(client_args={"api_key": "k", **more}, model_id="deepseek-chat")
=> chat strands ? `more` is merged into it and could not be followed: model='deepseek-chat'

from strands.models.openai import OpenAIModel
from openai import AsyncOpenAI
OpenAIModel(client=AsyncOpenAI(base_url="https://api.deepseek.com"), model_id="deepseek-chat")
=> chat strands 'https://api.deepseek.com': model='deepseek-chat'

from strands.models.openai import OpenAIModel
OpenAIModel(client=None, client_args={"base_url": "https://api.deepseek.com"}, model_id="deepseek-chat")
=> chat strands 'https://api.deepseek.com': model='deepseek-chat'

from strands.models.openai import OpenAIModel
from mine import client
OpenAIModel(client=client, model_id="deepseek-chat")
=> chat strands ? its client could not be followed: model='deepseek-chat'

from any_llm import AnyLLM, LLMProvider
AnyLLM.create(LLMProvider.DEEPSEEK).completion(model="deepseek-chat", messages=[])
AnyLLM.create("openrouter").completion(model="deepseek-chat", messages=[])
AnyLLM.create("deepseek", api_base="https://relay.example/v1").completion("deepseek-chat", [])
AnyLLM.create(name).completion("deepseek-chat", [])
=> chat any-llm 'https://api.deepseek.com'~ by default: messages=[], model='deepseek-chat'
=> chat any-llm ? no endpoint is given, and which provider it goes to is not known by default: messages=[], model='deepseek-chat'
=> chat any-llm 'https://relay.example/v1': messages=[], model='deepseek-chat'
=> chat any-llm ? no endpoint is given, and which provider it goes to is not known by default: messages=[], model='deepseek-chat'

from any_llm import completion
completion("deepseek:deepseek-chat", [])
completion("deepseek/deepseek-chat", [])
completion("deepseek-chat", [], provider="deepseek")
completion("deepseek-chat", [], provider="siliconflow")
=> chat any-llm 'https://api.deepseek.com'~ by default: messages=[], model='deepseek-chat'
=> chat any-llm 'https://api.deepseek.com'~ by default: messages=[], model='deepseek-chat'
=> chat any-llm 'https://api.deepseek.com'~ by default: messages=[], model='deepseek-chat'
=> chat any-llm ? the provider `siliconflow` is asked in a way of its own: messages=[], model='deepseek-chat'

import aisuite as ai
client = ai.Client()
client.chat.completions.create(model="deepseek:deepseek-chat", messages=[])
client.chat.completions.create(model="groq:deepseek-chat", messages=[])
=> chat aisuite 'https://api.deepseek.com'~ by default: messages=[], model='deepseek-chat'
=> chat aisuite ? no endpoint is given, and which provider it goes to is not known by default: messages=[], model='groq:deepseek-chat'

# a client that is not known is not aisuite's
def ask(client):
    client.chat.completions.create(model="deepseek-chat", messages=[])
=> chat openai ? ...
"""

# Names of a library that stand for a text.
CONSTANTS = r"""
from camel.models import ModelFactory
from camel.types import ModelPlatformType, ModelType
ModelFactory.create(model_platform=ModelPlatformType.DEEPSEEK, model_type=ModelType.DEEPSEEK_CHAT)
=> chat camel 'https://api.deepseek.com'~ by default: model='deepseek-chat'

from camel.models import ModelFactory
from camel.types import ModelPlatformType as P, ModelType as T
KIND = T.DEEPSEEK_REASONER
ModelFactory.create(P.DEEPSEEK, KIND, {"temperature": 1})
=> chat camel 'https://api.deepseek.com'~ by default: model='deepseek-reasoner', temperature=1

import camel.types
from camel.models import DeepSeekModel
DeepSeekModel(camel.types.ModelType.DEEPSEEK_CHAT.value, url="https://api.deepseek.com/v1")
=> chat camel 'https://api.deepseek.com/v1': model='deepseek-chat'

from camel.configs import DeepSeekConfig
from camel.models import ModelFactory
ModelFactory.create("deepseek", "deepseek-chat", DeepSeekConfig(temperature=0.2).as_dict())
=> chat camel 'https://api.deepseek.com'~ by default: model='deepseek-chat', temperature=0.2

# another platform under the same ID
from camel.models import ModelFactory
from camel.types import ModelPlatformType, ModelType
ModelFactory.create(ModelPlatformType.PPIO, ModelType.DEEPSEEK_CHAT)
=> chat camel ? no endpoint is given, and which provider it goes to is not known by default: model='deepseek-chat'

# another library's enumeration
from mine import ModelType
from camel.models import ModelFactory
ModelFactory.create("deepseek", ModelType.DEEPSEEK_CHAT)
=> chat camel 'https://api.deepseek.com'~ by default: model=? it is not plain data
"""

# The library's own word for the thinking mode.
WORDS = r"""
from browser_use import ChatDeepSeek
ChatDeepSeek(model="deepseek-v4-flash")
ChatDeepSeek(model="deepseek-v4-flash", thinking=True)
ChatDeepSeek(model="deepseek-v4-flash", thinking=False)
=> chat browser-use 'https://api.deepseek.com/v1'~ by default: model='deepseek-v4-flash', thinking={type: 'disabled'~}
=> chat browser-use 'https://api.deepseek.com/v1'~ by default: model='deepseek-v4-flash', thinking={type: 'enabled'~}
=> chat browser-use 'https://api.deepseek.com/v1'~ by default: model='deepseek-v4-flash', thinking={type: 'disabled'~}

# it is only sent where the ID says so
from browser_use import ChatDeepSeek
ChatDeepSeek(model="deepseek-chat", thinking=True)
ChatDeepSeek(model="deepseek-flash")
=> chat browser-use 'https://api.deepseek.com/v1'~ by default: model='deepseek-chat'
=> chat browser-use 'https://api.deepseek.com/v1'~ by default: model='deepseek-flash'

from browser_use import ChatDeepSeek
ChatDeepSeek(model="deepseek-v4-flash", thinking=ask())
=> chat browser-use 'https://api.deepseek.com/v1'~ by default: model='deepseek-v4-flash', thinking=? it is not plain data
"""


@pytest.mark.parametrize(
    ("code", "expected"),
    [*cases(PARTS), *cases(TOLD), *cases(ENDPOINTS), *cases(CONSTANTS), *cases(WORDS)],
)
def test_what_would_be_sent(code: str, expected: list[str]) -> None:
    assert matches(described(code), expected)


TOLD_OF_CONSTANTS = r"""
from camel.types import ModelType
PRICES = {ModelType.DEEPSEEK_CHAT: 1}
=> mention deepseek-chat as table: a key

from camel.types import ModelType
from elsewhere import run
run(ModelType.DEEPSEEK_CHAT)
=> mention deepseek-chat as unfollowed: it is passed to `run`, which is not followed

from camel.types import ModelType
if kind == ModelType.DEEPSEEK_CHAT: pass
=> condition kind == ModelType.DEEPSEEK_CHAT: nothing known == deepseek-chat

from camel.types import ModelType
ModelType.GPT_4O

from camel.models import ModelFactory
from camel.types import ModelType
from elsewhere import limit_of
KIND = ModelType.DEEPSEEK_CHAT
ModelFactory.create("deepseek", KIND)
limit_of(KIND)
=> escape ModelType.DEEPSEEK_CHAT to limit_of
=> exposure ModelType.DEEPSEEK_CHAT as value KIND
"""


@pytest.mark.parametrize(("code", "expected"), cases(TOLD_OF_CONSTANTS))
def test_what_is_told_of_constants(code: str, expected: list[str]) -> None:
    assert matches(told(code), expected)


WRITTEN = r"""
# the record is made, and its class imported
! thinking disabled
from agents import Agent, Runner
Agent(name="A", model="litellm/deepseek/deepseek-chat")
=>
from agents import Agent, ModelSettings, Runner
Agent(
    name="A",
    model="litellm/deepseek/deepseek-chat",
    model_settings=ModelSettings(extra_body={"thinking": {"type": "disabled"}}),
)

! thinking disabled
import agents
agents.Agent(model="litellm/deepseek/x")
=>
import agents
agents.Agent(
    model="litellm/deepseek/x",
    model_settings=agents.ModelSettings(extra_body={"thinking": {"type": "disabled"}}),
)

# it is imported under another name, or from another module
! thinking disabled
! width 200
from agents import Agent, ModelSettings as Settings
Agent(model="litellm/deepseek/x")
=>
from agents import Agent, ModelSettings as Settings
Agent(model="litellm/deepseek/x", model_settings=Settings(extra_body={"thinking": {"type": "disabled"}}))

! thinking disabled
! width 200
from agents import Agent
from agents.model_settings import ModelSettings
Agent(model="litellm/deepseek/x")
=>
from agents import Agent
from agents.model_settings import ModelSettings
Agent(model="litellm/deepseek/x", model_settings=ModelSettings(extra_body={"thinking": {"type": "disabled"}}))

# imports one to a line
! thinking disabled
! width 200
from agents import (
    Agent,
    Runner,
)
Agent(model="litellm/deepseek/x")
=>
from agents import (
    Agent,
    ModelSettings,
    Runner,
)
Agent(model="litellm/deepseek/x", model_settings=ModelSettings(extra_body={"thinking": {"type": "disabled"}}))

# the last of its line, and of its list
! thinking disabled
! width 200
from agents import (
    Agent,
)
Agent(model="litellm/deepseek/x")
=>
from agents import (
    Agent,
    ModelSettings,
)
Agent(model="litellm/deepseek/x", model_settings=ModelSettings(extra_body={"thinking": {"type": "disabled"}}))

# imports that are in no order
! thinking disabled
! width 200
from agents import Runner, Agent
Agent(model="litellm/deepseek/x")
=>
from agents import Runner, Agent, ModelSettings
Agent(model="litellm/deepseek/x", model_settings=ModelSettings(extra_body={"thinking": {"type": "disabled"}}))

# a line that would get too long
! thinking disabled
! width 60
from agents import Agent, Runner, function_tool, handoff
Agent(model="litellm/deepseek/x")
=>
from agents import (
    Agent,
    ModelSettings,
    Runner,
    function_tool,
    handoff,
)
Agent(
    model="litellm/deepseek/x",
    model_settings=ModelSettings(extra_body={"thinking": {"type": "disabled"}}),
)

# an import inside the function
! thinking disabled
! width 200
def make():
    from agents import Agent
    return Agent(model="litellm/deepseek/x")
=>
def make():
    from agents import Agent, ModelSettings
    return Agent(model="litellm/deepseek/x", model_settings=ModelSettings(extra_body={"thinking": {"type": "disabled"}}))

# two agents need one import
! thinking disabled
! width 200
from agents import Agent
Agent(model="litellm/deepseek/x")
Agent(model="litellm/deepseek/y")
=>
from agents import Agent, ModelSettings
Agent(model="litellm/deepseek/x", model_settings=ModelSettings(extra_body={"thinking": {"type": "disabled"}}))
Agent(model="litellm/deepseek/y", model_settings=ModelSettings(extra_body={"thinking": {"type": "disabled"}}))

# the name is taken
! thinking disabled
from agents import Agent
class ModelSettings: pass
Agent(model="litellm/deepseek/x")
=>
refused: `ModelSettings` is another thing here than `agents.ModelSettings`

# an import that may not have been run
! thinking disabled
try:
    from agents import Agent
except ImportError:
    pass
Agent(model="litellm/deepseek/x")
=>
refused: `agents.ModelSettings` is not imported

# settings that are there
! thinking disabled
! width 200
from agents import Agent, ModelSettings
Agent(model="litellm/deepseek/x", model_settings=ModelSettings(temperature=1))
=>
from agents import Agent, ModelSettings
Agent(model="litellm/deepseek/x", model_settings=ModelSettings(temperature=1, extra_body={"thinking": {"type": "disabled"}}))

! thinking disabled
! width 200
from agents import Agent, ModelSettings
settings = ModelSettings(extra_body={"a": 1})
Agent(model="litellm/deepseek/x", model_settings=settings)
Agent(model="litellm/deepseek/y", model_settings=settings)
=>
from agents import Agent, ModelSettings
settings = ModelSettings(extra_body={"a": 1, "thinking": {"type": "disabled"}})
Agent(model="litellm/deepseek/x", model_settings=settings)
Agent(model="litellm/deepseek/y", model_settings=settings)

! thinking disabled
! width 200
from agents import Agent, ModelSettings
Agent(model="litellm/deepseek/x", model_settings=None)
=>
from agents import Agent, ModelSettings
Agent(model="litellm/deepseek/x", model_settings=ModelSettings(extra_body={"thinking": {"type": "disabled"}}))

# shared with an agent that is to go on as it does
! thinking 0 disabled
from agents import Agent, ModelSettings
settings = ModelSettings(temperature=1)
Agent(model="litellm/deepseek/x", model_settings=settings)
Agent(model="gpt-4o", model_settings=settings)
=>
refused: ...

# shared with code that is not followed
! thinking disabled
from agents import Agent, ModelSettings
from elsewhere import run
settings = ModelSettings(temperature=1)
Agent(model="litellm/deepseek/x", model_settings=settings)
run(settings)
=>
refused: the settings are also used by `run`

! thinking disabled
from agents import Agent
from elsewhere import settings
Agent(model="litellm/deepseek/x", model_settings=settings)
=>
refused: the settings that would get the thinking mode could not be followed

# no place at all
! thinking disabled
from mirascope import llm
llm.model("deepseek/deepseek-chat")
=>
refused: mirascope has no parameter that switches thinking off, so this model would begin to think; an OpenAI client with `extra_body` can say it

! thinking enabled
from mirascope import llm
llm.model("deepseek/deepseek-reasoner")
=>
from mirascope import llm
llm.model("deepseek/deepseek-reasoner")

# the library's own word
! thinking disabled
from browser_use import ChatDeepSeek
ChatDeepSeek(model="deepseek-chat")
=>
from browser_use import ChatDeepSeek
ChatDeepSeek(model="deepseek-chat", thinking=False)

! thinking enabled
from browser_use import ChatDeepSeek
ChatDeepSeek(model="deepseek-reasoner", thinking=True)
=>
from browser_use import ChatDeepSeek
ChatDeepSeek(model="deepseek-reasoner", thinking=True)

! thinking disabled
from browser_use import ChatDeepSeek
ChatDeepSeek(model="deepseek-chat", thinking=True)
=>
refused: the argument that holds the thinking mode is there already

# a name of the library becomes a text
! text ModelType.DEEPSEEK_CHAT deepseek-v4-flash
from camel.models import DeepSeekModel
from camel.types import ModelType
DeepSeekModel(ModelType.DEEPSEEK_CHAT)
=>
from camel.models import DeepSeekModel
from camel.types import ModelType
DeepSeekModel("deepseek-v4-flash")

# what a call gives is a dict, and gets one more key
! thinking disabled
from camel.configs import DeepSeekConfig
from camel.models import DeepSeekModel
DeepSeekModel(
    "deepseek-chat",
    model_config_dict=DeepSeekConfig(temperature=0.2, max_tokens=100).as_dict(),
)
=>
from camel.configs import DeepSeekConfig
from camel.models import DeepSeekModel
DeepSeekModel(
    "deepseek-chat",
    model_config_dict={
        **DeepSeekConfig(temperature=0.2, max_tokens=100).as_dict(),
        "extra_body": {"thinking": {"type": "disabled"}},
    },
)
"""


@pytest.mark.parametrize(("before", "after"), transformations(WRITTEN))
def test_what_is_written(before: str, after: str) -> None:
    actual = lowered(before)
    if after == "refused: ...\n":
        assert actual.startswith("refused: ")
    else:
        assert actual == after
