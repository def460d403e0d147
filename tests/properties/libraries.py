"""How each client library that has a place for the toggle is asked for something, as a shape that requests fill in."""

from __future__ import annotations

from dataclasses import dataclass

Fields = tuple[tuple[str, str], ...]
ROOT, MESSAGES = "https://api.deepseek.com", '[{"role": "user", "content": "Why?"}]'


_SENT = frozenset({"temperature", "max_tokens", "seed", "reasoning_effort", "frequency_penalty"})


@dataclass(frozen=True)
class Shape:
    """One way to call a library.

    `call` is the function and `head` what stands before it, `{root}` in it being the base URL. `model` is the argument
    that names the model and `written` how, where that is not the bare ID. `root` is the argument with the base URL.
    `plain` and `further` are the dotted paths under which parameters and other fields of the body go; `sent` is which
    parameters the library has a name for, and `also` what the call cannot do without; `extends`, whether a dict can say
    other fields of the body.
    """

    head: str
    call: str
    model: str = "model"
    written: str = "{}"
    root: str = ""
    plain: str = ""
    further: str = "extra_body"
    sent: frozenset[str] = _SENT
    also: Fields = ()
    extends: bool = True

    def text(self, model: str, root: str, plain: Fields, further: Fields, number: int) -> str:
        """The lines that make the request; `model` is Python text, and `root` the base URL."""
        named = model if self.written == "{}" else f'"{self.written.format(model.strip(chr(34)))}"'
        arguments: dict[str, object] = dict(self.also)
        put(arguments, self.model, named)
        if self.root:
            put(arguments, self.root, f'"{root}"')
        for name, value in plain:
            if name in self.sent:
                put(arguments, _under(self.plain, name), value)
        for name, value in further if self.extends else ():
            put(arguments, _under(self.further, name), value)
        rows = "".join(f"    {name}={_written(value)},\n" for name, value in arguments.items())
        head = self.head.replace("{root}", root)
        return f"{head}\nmade{number} = {self.call}(\n{rows})\n"


def put(arguments: dict[str, object], path: str, value: str) -> None:
    """Write `value` under a dotted path, `[]` being the first of a list."""
    *steps, last = path.split(".")
    inner = arguments
    for step in steps:
        name, is_list = step.removesuffix("[]"), step.endswith("[]")
        found = inner.setdefault(name, [{}] if is_list else {})
        found = found[0] if isinstance(found, list) else found
        assert isinstance(found, dict)
        inner = found
    inner[last] = value


def _under(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _written(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{name}": {_written(part)}' for name, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value)) + "]"
    return str(value)


_ASKED = (("messages", MESSAGES),)
# By the name of the library's file in rules/clients; those that the requests of `requests.py` write out are not here.
SHAPES = {
    "agno": Shape(
        "from agno.models.deepseek import DeepSeek",
        "DeepSeek",
        model="id",
        sent=frozenset({"temperature", "max_tokens", "seed"}),
    ),
    "aisuite": Shape(
        "import aisuite\nasking = aisuite.Client()",
        "asking.chat.completions.create",
        written="deepseek:{}",
        also=_ASKED,
    ),
    "any-llm": Shape(
        "from any_llm import completion", "completion", also=(("provider", '"deepseek"'), *_ASKED)
    ),
    "autogen": Shape(
        "from autogen import AssistantAgent",
        "AssistantAgent",
        model="llm_config.config_list[].model",
        root="llm_config.config_list[].base_url",
        plain="llm_config",
        further="llm_config.config_list[].extra_body",
        sent=frozenset({"temperature"}),
        also=(("name", '"a"'),),
    ),
    "autogen-ext": Shape(
        "from autogen_ext.models.openai import OpenAIChatCompletionClient",
        "OpenAIChatCompletionClient",
        root="base_url",
    ),
    "browser-use": Shape(
        "from browser_use.llm import ChatDeepSeek as Browsing", "Browsing", root="base_url", further=""
    ),
    "camel": Shape(
        "from camel.models import DeepSeekModel",
        "DeepSeekModel",
        model="model_type",
        root="url",
        plain="model_config_dict",
        further="model_config_dict.extra_body",
    ),
    "crewai": Shape("from crewai import LLM", "LLM", written="deepseek/{}"),
    "dspy": Shape("import dspy", "dspy.LM", written="deepseek/{}"),
    "google-adk": Shape("from google.adk.models.lite_llm import LiteLlm", "LiteLlm", written="deepseek/{}"),
    "haystack": Shape(
        "from haystack.components.generators.chat import OpenAIChatGenerator",
        "OpenAIChatGenerator",
        root="api_base_url",
        plain="generation_kwargs",
        further="generation_kwargs.extra_body",
    ),
    "instructor": Shape(
        "import instructor\nfrom openai import OpenAI\n"
        'patched = instructor.from_openai(OpenAI(base_url="{root}"), mode=instructor.Mode.JSON)',
        "patched.chat.completions.create",
        also=(("response_model", "dict"), *_ASKED),
    ),
    "langchain": Shape(
        "from langchain.chat_models import init_chat_model", "init_chat_model", written="deepseek:{}"
    ),
    "langchain-anthropic": Shape(
        "from langchain_anthropic import ChatAnthropic",
        "ChatAnthropic",
        further="",
        also=(("base_url", '"https://api.deepseek.com/anthropic"'),),
    ),
    "langchain-community": Shape(
        "from langchain_community.chat_models import ChatOpenAI as CommunityChat",
        "CommunityChat",
        model="model_name",
        root="openai_api_base",
        further="model_kwargs.extra_body",
    ),
    "langchain-deepseek": Shape("from langchain_deepseek import ChatDeepSeek", "ChatDeepSeek"),
    "langchain-openai": Shape("from langchain_openai import ChatOpenAI", "ChatOpenAI", root="base_url"),
    "lightrag": Shape(
        "from lightrag.llm.openai import openai_complete_if_cache",
        "openai_complete_if_cache",
        root="base_url",
        also=(("prompt", '"Why?"'),),
    ),
    "llama-index": Shape(
        "from llama_index.llms.openai_like import OpenAILike",
        "OpenAILike",
        root="api_base",
        further="additional_kwargs.extra_body",
        also=(("is_chat_model", "True"),),
    ),
    "openai-0": Shape(
        'import openai\nopenai.api_base = "{root}"', "openai.ChatCompletion.create", further="", also=_ASKED
    ),
    "openai-agents": Shape(
        "from agents import Agent",
        "Agent",
        written="litellm/deepseek/{}",
        sent=frozenset(),
        also=(("name", '"a"'),),
        extends=False,
    ),
    "pydantic-ai": Shape(
        "from pydantic_ai import Agent as Typed",
        "Typed",
        written="deepseek:{}",
        plain="model_settings",
        further="model_settings.extra_body",
    ),
    "smolagents": Shape(
        "from smolagents import OpenAIServerModel", "OpenAIServerModel", model="model_id", root="api_base"
    ),
    "strands": Shape(
        "from strands.models.openai import OpenAIModel",
        "OpenAIModel",
        model="model_id",
        root="client_args.base_url",
        plain="params",
        further="params.extra_body",
    ),
}
