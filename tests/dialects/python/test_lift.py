"""The records of a lifted file: places, trails, guards, clients, and what is too deep or too much to follow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import libcst as cst
import pytest

from dsmigrate.core.sightings import Api
from dsmigrate.core.source import Source
from dsmigrate.core.values import Constant, Items, Mapping, Unknown, constants
from dsmigrate.dialects.python import function_calls
from dsmigrate.dialects.python.drafts import VARIANTS_LIMIT
from dsmigrate.dialects.python.evaluate import Evaluator
from dsmigrate.dialects.python.scopes import Binding
from dsmigrate.dialects.python.strings import value_of
from dsmigrate.dialects.python.tree import UnreadableModule
from tests.dialects.python.lifting import Lifted, described, lifted, lifted_source, words

HEAD = """\
from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
"""


def only_variant(code: str) -> tuple[Lifted, dict[str, object]]:
    file = lifted(HEAD + code)
    (request,) = file.sightings.requests
    (variant,) = request.variants
    return file, dict(variant.fields)


def test_places_are_those_of_the_call_the_callee_and_the_literal() -> None:
    file = lifted(HEAD + 'é = client.chat.completions.create(model="deepseek-chat")\n')
    (request,) = file.sightings.requests
    model = request.variants[0].model
    assert isinstance(model, Constant)
    spans = [file.source.slice(place.span) for place in (request.place, request.callee, model.place)]
    assert spans == [
        'client.chat.completions.create(model="deepseek-chat")',
        "client.chat.completions.create",
        '"deepseek-chat"',
    ]


def test_the_trail_leads_from_the_request_to_the_literal() -> None:
    code = 'NAMES = {"chat": "deepseek-chat"}\nMODEL = NAMES["chat"]\nclient.chat.completions.create(model=MODEL)\n'
    file, fields = only_variant(code)
    model = fields["model"]
    assert isinstance(model, Constant)
    assert [file.source.slice(place.span) for place in model.trail] == ["MODEL", "NAMES"]


@pytest.mark.parametrize(
    ("expression", "editable"),
    [
        ('"m"', True),
        ("'m'", True),
        ('("m")', True),
        ('f"m"', False),
        ('"m" "n"', False),
        ('"m" + ""', False),
        ('" m ".strip()', False),
        ('str("m")', True),
    ],
)
def test_only_a_single_literal_can_be_edited(expression: str, editable: bool) -> None:
    _, fields = only_variant(f"client.chat.completions.create(model={expression})\n")
    model = fields["model"]
    assert isinstance(model, Constant)
    assert model.editable is editable


def test_a_guard_has_the_test_its_branch_and_its_place() -> None:
    file = lifted(HEAD + 'fast = ask()\nclient.chat.completions.create(model="a" if fast != 1 else "b")\n')
    (request,) = file.sightings.requests
    guards = [variant.guards for variant in request.variants]
    assert [[(guard.text, guard.branch) for guard in each] for each in guards] == [
        [("fast != 1", "true")],
        [("fast != 1", "false")],
    ]
    assert guards[0][0].place is not None
    assert file.source.slice(guards[0][0].place.span) == "fast != 1"


def test_what_is_nested_deeper_than_anyone_would_is_unknown() -> None:
    deep = "[" * 12 + "1" + "]" * 12
    _, fields = only_variant(f'client.chat.completions.create(model="m", messages={deep})\n')
    value = fields["messages"]
    while isinstance(value, Items) and value.items:
        value = value.items[0]
    assert isinstance(value, Unknown)


def test_a_dict_within_a_dict_keeps_where_each_part_was_written() -> None:
    code = 'X = {"thinking": {"type": "disabled"}}\nclient.chat.completions.create(model="m", extra_body=X)\n'
    file, fields = only_variant(code)
    thinking = fields["thinking"]
    assert isinstance(thinking, Mapping)
    assert [file.source.slice(constant.place.span) for constant in constants(thinking)] == ['"disabled"']


CLIENTS = {
    "a constructor": (
        'from openai import OpenAI\nOpenAI(base_url="https://api.deepseek.com")\n',
        ["openai chat 'https://api.deepseek.com'"],
    ),
    "its default": (
        "import anthropic\nanthropic.Anthropic()\n",
        [
            "anthropic messages 'https://api.anthropic.com'~ | the environment variable ANTHROPIC_BASE_URL implied"
        ],
    ),
    "two endpoints": (
        'from openai import OpenAI\nOpenAI(base_url="https://a.b" if x else "https://c.d")\n',
        ["openai chat 'https://a.b' 'https://c.d'"],
    ),
    "assigned later": (
        'from openai import OpenAI\nc = OpenAI(base_url="https://a.b")\nc.base_url = "https://c.d"\n',
        ["openai chat 'https://a.b' 'https://c.d'"],
    ),
    "derived": (
        'from openai import OpenAI\nOpenAI(base_url="https://a.b").with_options(timeout=1)\n',
        ["openai chat 'https://a.b'"],
    ),
    "plain HTTP is a client at each request": (
        'import requests\ns = requests.Session()\ns.post("https://a.b/c", json={"model": "m"})\n',
        ["http chat 'https://a.b/c' raw"],
    ),
    "a class that is client and request": (
        'from langchain_openai import ChatOpenAI\nChatOpenAI(model="m", base_url="https://a.b")\n',
        ["langchain-openai chat 'https://a.b'"],
    ),
    "nobody's": ("OpenAI(base_url=1)\nfrom mine import Client\nClient(base_url='https://a.b')\n", []),
}


@pytest.mark.parametrize(("code", "expected"), CLIENTS.values(), ids=CLIENTS.keys())
def test_clients_and_where_they_are_told_to_go(code: str, expected: list[str]) -> None:
    told = []
    for client in lifted(code).sightings.clients:
        where = [words(e.url) + (" implied" if e.implied else "") for e in client.endpoints]
        kind = " raw" if client.raw else ""
        told.append(f"{client.library} {client.api.value} {' '.join(where)}{kind}")
    assert told == expected


def test_more_ways_than_can_be_followed_make_a_request_incomplete() -> None:
    flags = "".join(f"a{i} = ask()\n" for i in range(7))
    spread = ", ".join(f'**({{"t{i}": 1}} if a{i} else {{"t{i}": 2}})' for i in range(7))
    file = lifted(f'{HEAD}{flags}client.chat.completions.create(model="m", {spread})\n')
    (request,) = file.sightings.requests
    reasons = {request.incomplete, *(variant.open for variant in request.variants)}
    assert "there are too many ways to make it" in reasons
    assert len(request.variants) == VARIANTS_LIMIT
    assert [bool(variant.open) for variant in request.variants].count(True) == 1
    assert len(request.variants) < 128


def test_the_way_to_an_object_that_stands_for_the_model_is_told() -> None:
    code = """
    from agents import Agent, OpenAIChatCompletionsModel
    from openai import AsyncOpenAI
    NAME = "deepseek-chat"
    client = AsyncOpenAI(base_url="https://api.deepseek.com")
    chat = OpenAIChatCompletionsModel(model=NAME, openai_client=client)
    agent = Agent(name="a", model=chat)
    """
    file = lifted(code)
    (request,) = file.sightings.requests
    (variant,) = request.variants
    assert isinstance(variant.model, Constant)
    assert [file.source.position(place.span.start).row for place in variant.model.trail] == [6, 4]


def test_extra_bodies_by_more_ways_than_can_be_followed_make_a_request_incomplete() -> None:
    flags = "".join(f"a{i} = ask()\n" for i in range(7))
    spread = ", ".join(f'**({{"t{i}": 1}} if a{i} else {{"t{i}": 2}})' for i in range(7))
    lines = described(f'{HEAD}{flags}client.chat.completions.create(model="m", extra_body={{{spread}}})\n')
    assert all("too many" in line or "**" in line for line in lines)


def test_a_module_that_cannot_be_parsed_says_where() -> None:
    with pytest.raises(UnreadableModule, match=r"^row 2: "):
        lifted("x = 1\ndef (:\n")


def test_each_source_is_lifted_by_its_own_path_and_cell() -> None:
    source = Source(Path("/project/book.ipynb"), b'x = "deepseek-chat"\n', cell=3)
    (mention,) = lifted_source(source).sightings.mentions
    assert (mention.place.path.name, mention.place.cell) == ("book.ipynb", 3)


def test_an_http_body_tells_the_interface_where_the_path_does_not() -> None:
    file = lifted('import requests\nrequests.post(url, json={"model": "m", "prompt": "x"})\n')
    assert [variant.api for request in file.sightings.requests for variant in request.variants] == [Api.FIM]


def test_functions_that_hand_an_answer_to_each_other_are_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    handed_in = function_calls.handed_in

    def noted(ev: Evaluator, binding: Binding) -> Iterator[tuple[cst.Call, cst.BaseExpression | None]]:
        asked.append(binding.name)
        assert len(asked) < 100
        return handed_in(ev, binding)

    monkeypatch.setattr(function_calls, "handed_in", noted)
    file = lifted(
        HEAD
        + "def one(r):\n    two(r); two(r); two(r)\n    print(r.choices[0].message.content)\n"
        + "def two(s):\n    one(s); one(s); one(s)\n    print(s.usage.reasoning_tokens)\n"
        + 'one(client.chat.completions.create(model="m", messages=[]))\n'
    )
    (request,) = file.sightings.requests
    assert [reading.path for reading in request.readings] == ["usage.reasoning_tokens"]
    assert asked


@pytest.mark.parametrize("text", ['"a"', "''", '"""a\r\nb"""', "'''a\"b'''", r'"""\n"""', r'r"\n"', 'b"a"'])
def test_a_text_stands_for_what_python_makes_of_it(text: str) -> None:
    string = cst.SimpleString(text)
    assert value_of(string) == string.evaluated_value
