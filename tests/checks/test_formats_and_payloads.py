"""DS402 and DS604: formats that chat does not take, and parameters that do nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dsmigrate.catalog.load import catalog
from dsmigrate.core.findings import Confidence, Severity
from dsmigrate.core.sightings import Api
from dsmigrate.core.source import Span
from dsmigrate.core.values import Items, Mapping
from tests.checks.made import (
    DEEPSEEK,
    FLASH,
    OFF,
    OPENROUTER,
    REASONER,
    RELAY,
    Maker,
    dropped,
    judge,
    texts,
)

SCHEMA = {"type": "json_schema", "json_schema": {"name": "a", "schema": {}}}


@pytest.mark.parametrize(
    "case",
    [
        {"response_format": {"type": "json_object"}},
        {"response_format": {"type": "text"}},
        {"response_format": None},
        {"response_format": Maker().unknown()},
        {"response_format": {"type": Maker().unknown()}},
        {"response_format": "json_schema"},
        {"url": OPENROUTER},
        {"url": RELAY},
        {"api": Api.RESPONSES},
        {"api": Api.MESSAGES},
    ],
)
def test_formats_that_are_taken_or_go_elsewhere(case: dict[str, Any]) -> None:
    assert (
        judge("DS402", requests=[Maker().request(**{"model": FLASH, "response_format": SCHEMA, **case})])
        == []
    )


def test_a_schema_is_reported_once_for_all_that_send_it() -> None:
    make = Maker()
    schema = make.value(SCHEMA)
    (verdict,) = judge("DS402", requests=[make.request(FLASH, response_format=schema) for _ in range(2)])
    assert (verdict.severity, verdict.intents, len(verdict.related)) == (Severity.ERROR, (), 2)
    assert catalog().json_mode.schema_error in verdict.message


@pytest.mark.parametrize(
    "case",
    [
        {"n": 1},
        {"presence_penalty": 0, "frequency_penalty": 0.0},
        {"parallel_tool_calls": True},
        {"seed": None},
        {"temperature": 0.3, "top_p": 0.9, "stop": "x", "logprobs": True, "user_id": "u"},
        {"seed": 1, "url": OPENROUTER},
        {"seed": 1, "url": RELAY},
        {"seed": 1, "api": Api.RESPONSES},
        {"top_k": 1, "api": Api.MESSAGES},
        # What thinking ignores is another rule's.
        {"presence_penalty": 0.5, "thinking": {"type": "enabled"}},
        {"presence_penalty": 0.5, "model": REASONER},
    ],
)
def test_parameters_that_count_or_ask_for_nothing(case: dict[str, Any]) -> None:
    assert judge("DS604", requests=[Maker().request(**{"model": FLASH, **case})]) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("n", 2),
        ("seed", 0),
        ("user", "u"),
        ("top_k", 40),
        ("logit_bias", {"50256": -100}),
        ("parallel_tool_calls", False),
        ("presence_penalty", 0.5),
        ("frequency_penalty", -1),
        ("seed", Maker().unknown()),
    ],
)
def test_parameters_that_do_nothing(name: str, value: object) -> None:
    (verdict,) = judge(
        "DS604", requests=[Maker().request(FLASH, thinking=OFF, **dict[str, Any]({name: value}))]
    )
    assert (verdict.severity, dropped(verdict)) == (Severity.INFO, [name])
    assert verdict.unsafe
    assert f"`{name}`" in verdict.message


Q = [{"role": "user", "content": "a"}]


@pytest.mark.parametrize(
    "case",
    [
        {"messages": Q},
        {"messages": []},
        {"messages": ""},
        {"messages": Q[0]},
        {"messages": Maker().unknown()},
        {"messages": "a", "library": "langchain-openai"},
        {"messages": "a", "url": OPENROUTER},
        {"messages": "a", "api": Api.RESPONSES},
        {"temperature": "0.2", "library": "langchain-openai"},
        {"temperature": Maker().unknown()},
        {"temperature": 1, "max_tokens": 5, "top_p": None},
        {"messages": [{"role": Maker().unknown(), "content": "a"}]},
        {"messages": [{"role": "developer", "content": "a"}], "url": OPENROUTER},
        {"stream_options": {"include_usage": True}, "stream": True},
        {"stream_options": {"include_usage": True}, "library": "langchain-openai"},
        {"stream_options": {"include_usage": True}, "stream": Maker().unknown()},
        {"stream_options": {"include_usage": True}, "library": "http", "open": "its `**` is not known"},
        {"stream_options": None, "library": "http"},
        {"stream_options": {"include_usage": True}, "stream": True, "library": "http"},
    ],
)
def test_bodies_that_can_be_read(case: dict[str, Any]) -> None:
    assert judge("DS603", requests=[Maker().request(**{"model": FLASH, **case})]) == []


@pytest.mark.parametrize(
    "case",
    [
        {"messages": "a"},
        {"temperature": "0.2"},
        {"max_tokens": "100", "library": "openai-0"},
        {"stream_options": {"include_usage": True}, "library": "http"},
        {"stream_options": {"include_usage": True}},
        {"stream_options": {"include_usage": True}, "library": "openai-0"},
        {"stream_options": {"include_usage": True}, "stream": False},
    ],
)
def test_bodies_that_cannot_be_read(case: dict[str, Any]) -> None:
    (verdict,) = judge("DS603", requests=[Maker().request(**{"model": FLASH, **case})])
    assert (verdict.severity, verdict.intents) == (Severity.ERROR, ())
    assert "for a person" in verdict.not_fixed


def test_one_message_that_the_call_writes() -> None:
    make = Maker()
    request = make.request(FLASH)
    place = request.place._replace(span=Span(request.place.span.start + 1, request.place.span.start + 9))
    request.variants[0].fields["messages"] = Mapping((), place)
    assert len(judge("DS603", requests=[request])) == 1


def test_a_text_in_one_way_only() -> None:
    make = Maker()
    request = make.of(make.variant(FLASH, messages="a"), make.variant(FLASH, messages=Q))
    assert judge("DS603", requests=[request]) == []


def test_the_role_of_another_service() -> None:
    request = Maker().request(FLASH, messages=[{"role": "developer", "content": "a"}, *Q])
    (verdict,) = judge("DS603", requests=[request])
    assert (texts(verdict), bool(verdict.unsafe), verdict.not_fixed) == (["system"], True, "")
    assert catalog().payload.role_error.format(role="developer") in verdict.message


def tool(
    name: object = "f", strict: object = True, kind: str = "function", **schema: object
) -> dict[str, Any]:
    return {"type": kind, "function": {"name": name, "strict": strict, "parameters": schema}}


def of(*tools: object, **more: Any) -> dict[str, Any]:
    return {"model": FLASH, "tools": list(tools), **more}


@pytest.mark.parametrize(
    "case",
    [
        of(tool()),
        of(*(tool(f"f{number}") for number in range(128))),
        of(tool("a" * 128)),
        of(tool("a"), tool("b")),
        of(tool(Maker().unknown())),
        of(Maker().unknown()),
        {"model": FLASH, "tools": Maker().unknown()},
        of(tool("a.b"), tool("a.b"), url=OPENROUTER),
        of(tool("a.b"), api=Api.MESSAGES),
    ],
)
def test_tools_that_may_be(case: dict[str, Any]) -> None:
    assert judge("DS502", requests=[Maker().request(**case)]) == []


@pytest.mark.parametrize(
    ("case", "word"),
    [
        (of(*(tool(f"f{number}") for number in range(129))), "129"),
        (of(tool("a" * 129)), "no name"),
        (of(tool("a b")), "no name"),
        (of(tool("né")), "no name"),
        (of(tool("a"), tool("a")), "two tools"),
        (of({"type": "web_search"}), "web_search"),
    ],
)
def test_tools_that_are_refused(case: dict[str, Any], word: str) -> None:
    (verdict,) = judge("DS502", requests=[Maker().request(**case)])
    assert (verdict.severity, word in verdict.message) == (Severity.ERROR, True)


CITY = {"city": {"type": "string"}}
FINE: dict[str, Any] = {"properties": CITY, "required": ["city"], "additionalProperties": False}


@pytest.mark.parametrize(
    "schema",
    [
        FINE,
        {},
        {**FINE, "properties": {"minLength": {"type": "string"}}, "required": ["minLength"]},
        {**FINE, "properties": Maker().unknown()},
        {**FINE, "required": Maker().unknown()},
        {**FINE, "required": [Maker().unknown()]},
        {**FINE, "required": Items((), Maker().place(), "it is added to")},
        {**FINE, "additionalProperties": Maker().unknown()},
        {**FINE, "properties": {"city": {"$ref": "#/$defs/city"}}, "$defs": {"city": {"type": "string"}}},
        {**FINE, "properties": {"city": Maker().unknown()}},
    ],
)
def test_schemas_that_strict_mode_takes(schema: dict[str, Any]) -> None:
    assert judge("DS501", requests=[Maker().request(**of(tool(**schema)))]) == []
    loose = {**schema, "minItems": 1, "additionalProperties": True}
    assert judge("DS501", requests=[Maker().request(**of(tool(strict=False, **loose)))]) == []


@pytest.mark.parametrize(
    ("schema", "word"),
    [
        ({**FINE, "additionalProperties": True}, "additionalProperties"),
        ({"properties": CITY, "required": ["city"]}, "additionalProperties"),
        ({"properties": CITY, "additionalProperties": False}, "`city`"),
        ({**FINE, "required": []}, "`city`"),
        ({**FINE, "properties": {"city": {"type": "string", "maxLength": 3}}}, "maxLength"),
        ({**FINE, "properties": {"city": {"type": "array", "minItems": 1}}}, "minItems"),
        ({**FINE, "properties": {"city": {"anyOf": [{"type": "string", "minLength": 1}]}}}, "minLength"),
        ({**FINE, "$defs": {"day": {"properties": CITY, "additionalProperties": False}}}, "`city`"),
    ],
)
def test_schemas_that_strict_mode_refuses(schema: dict[str, Any], word: str) -> None:
    beta = f"{DEEPSEEK}/beta"
    (verdict,) = judge("DS501", requests=[Maker().request(url=beta, **of(tool(**schema)))])
    assert (verdict.severity, word in verdict.message) == (Severity.ERROR, True)


@pytest.mark.parametrize(
    ("url", "implied", "in_request", "bound"),
    [
        (DEEPSEEK, False, Severity.INFO, Severity.INFO),
        (f"{DEEPSEEK}/beta", False, Severity.ERROR, Severity.ERROR),
        # A library whose own base this is takes strict tools to the beta base by itself.
        (f"{DEEPSEEK}/v1", True, Severity.INFO, Severity.ERROR),
    ],
)
def test_schemas_are_checked_at_the_beta_base(
    url: str, implied: bool, in_request: Severity, bound: Severity
) -> None:
    make = Maker()
    faulty = of(tool(**{**FINE, "required": []}))
    sent = make.request(url=url, implied=implied, **faulty)
    (verdict,) = judge("DS501", requests=[sent])
    assert verdict.severity is in_request
    assert ("beta base only" in verdict.message) is (in_request is Severity.INFO)
    tools = make.value(faulty["tools"])
    assert isinstance(tools, Items)
    offering = replace(make.request(url=url, implied=implied), offered=(tools,))
    (verdict,) = judge("DS501", requests=[offering])
    assert verdict.severity is bound


@pytest.mark.parametrize(
    ("model", "incomplete", "sure"),
    [
        (FLASH, "", Confidence.HIGH),
        (FLASH, "there are too many ways to make it", Confidence.LOW),
        (Maker().unknown(), "", Confidence.LOW),
        ("gpt-4o", "", Confidence.LOW),
    ],
)
def test_a_call_that_several_vendors_share(model: object, incomplete: str, sure: Confidence) -> None:
    make = Maker()
    schema = make.value(SCHEMA)
    ways = [make.variant(model, url, response_format=schema) for url in (DEEPSEEK, OPENROUTER)]
    (verdict,) = judge("DS402", requests=[make.of(*ways, incomplete=incomplete)])
    assert verdict.confidence is sure
    (alone,) = judge("DS402", requests=[make.of(ways[0], incomplete=incomplete)])
    assert alone.confidence is Confidence.HIGH
