"""DS205, DS601, DS602 and DS605: base URLs that are missing, keys, and fields of answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dsmigrate.catalog.load import catalog
from dsmigrate.checks.registry import run_checks
from dsmigrate.core.findings import Confidence, Severity
from dsmigrate.core.sightings import Api, Credential, Guard, Reading, Sightings
from tests.checks.made import (
    CHAT,
    CODER,
    DEEPSEEK,
    FLASH,
    OPENROUTER,
    PATH,
    RELAY,
    Maker,
    context,
    judge,
    spot,
)

OPENAI = "https://api.openai.com/v1"


def at_openai(make: Maker, outside: str = "the environment variable OPENAI_BASE_URL", **more: Any) -> Any:
    url = make.constant(OPENAI, editable=False, outside=outside)
    return make.variant(**{"model": FLASH, "url": url, "implied": True, **more})


@pytest.mark.parametrize(
    "more",
    [
        {"model": "gpt-4o"},
        {"model": CODER},
        {"model": Maker().unknown()},
        {"model": Maker().constant(FLASH, outside="the option --model")},
        {"open": "its `**kwargs` is a parameter"},
        {"implied": False},
        {"url": RELAY},
        {"url": DEEPSEEK},
        {"url": Maker().unknown()},
    ],
)
def test_a_base_url_that_is_not_missing_for_sure(more: dict[str, Any]) -> None:
    make = Maker()
    assert judge("DS205", requests=[make.of(at_openai(make, **more))]) == []


def test_a_base_url_that_depends_on_something() -> None:
    make = Maker()
    lost = at_openai(make)
    guarded = replace(lost, guards=(Guard("cheap", "true", spot(900)),))
    assert judge("DS205", requests=[make.of(guarded)]) == []
    assert judge("DS205", requests=[make.of(lost, incomplete="there are too many")]) == []
    assert judge("DS205", requests=[make.of(lost, make.variant(FLASH))]) == []


@pytest.mark.parametrize("model", [FLASH, CHAT])
@pytest.mark.parametrize("outside", ["", "the environment variable OPENAI_BASE_URL"])
def test_a_base_url_that_is_missing(model: str, outside: str) -> None:
    make = Maker()
    request = make.of(at_openai(make, outside, model=model))
    (verdict,) = judge("DS205", requests=[request])
    sure = Confidence.LOW if outside else Confidence.MEDIUM
    assert (verdict.severity, verdict.confidence) == (Severity.WARNING, sure)
    (verdict,) = judge("DS205", requests=[replace(request, keys=('os.environ["DEEPSEEK_API_KEY"]',))])
    assert verdict.confidence is Confidence.MEDIUM
    assert (outside in verdict.message, verdict.intents) == (True, ())


def headed(value: object, name: str = "authorization", **more: Any) -> Any:
    make = Maker()
    variant = replace(make.variant(FLASH, **more), headers={name: make.value(value)})
    return make.of(variant, library="http")


def variable(name: str) -> object:
    return Maker().unknown("it is not set here", f"the environment variable {name}")


@pytest.mark.parametrize(
    "request_",
    [
        headed("Bearer sk-1"),
        headed("bearer sk-1"),
        headed(Maker().unknown()),
        headed(variable("DEEPSEEK_AUTH")),
        headed("sk-1", url=OPENROUTER),
        headed("sk-1", "api-key", url=RELAY),
        headed("application/json", "content-type"),
        headed(["a"]),
    ],
)
def test_headers_that_are_right_or_not_known(request_: Any) -> None:
    assert judge("DS601", requests=[request_]) == []


@pytest.mark.parametrize(
    ("request_", "confidence"),
    [
        (headed("sk-1"), Confidence.HIGH),
        (headed("Token abc"), Confidence.HIGH),
        (headed(variable("DEEPSEEK_API_KEY")), Confidence.MEDIUM),
        (headed(variable("MY_TOKEN")), Confidence.MEDIUM),
        (headed("sk-1", "api-key"), Confidence.HIGH),
        (headed("sk-1", "x-api-key"), Confidence.HIGH),
    ],
)
def test_headers_that_are_not_read(request_: Any, confidence: Confidence) -> None:
    (verdict,) = judge("DS601", requests=[request_])
    assert (verdict.severity, verdict.confidence, verdict.intents) == (Severity.ERROR, confidence, ())
    assert catalog().auth_header.error in verdict.message
    assert "sk-1" not in verdict.message


def test_the_header_of_anthropics_format() -> None:
    make = Maker()
    variant = make.variant(FLASH, DEEPSEEK + "/anthropic/v1/messages", full=True, api=Api.MESSAGES)
    request = make.of(replace(variant, headers={"x-api-key": make.value("sk-1")}))
    assert judge("DS601", requests=[request]) == []


def test_a_key_is_told_by_where_it_stands_only() -> None:
    sighted = Sightings(PATH, credentials=(Credential(spot(1), True), Credential(spot(2), False)))
    verdicts = run_checks([sighted], context(), frozenset({"DS602"}))
    assert [(verdict.place, verdict.confidence) for verdict in verdicts] == [
        (spot(1), Confidence.HIGH),
        (spot(2), Confidence.MEDIUM),
    ]
    assert ["shape" in verdict.message for verdict in verdicts] == [True, False]


@pytest.mark.parametrize(
    ("text", "issued"),
    [
        ("sk-4f9b0c7d21e86a35f07c9b14e2d8a6c3", True),
        ("sk-4f9b0c7d21e86a35f07c9b14e2d8a6c", False),
        ("sk-4f9b0c7d21e86a35f07c9b14e2d8a6cg", False),
        ("sk-0123456789abcdef0123456789abcdef", False),
        ("sk-aaaaaaaabbbbbbbbaaaaaaaabbbbbbbb", False),
        ("sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", False),
        ("4f9b0c7d21e86a35f07c9b14e2d8a6c3", False),
        ("", False),
    ],
)
def test_the_shape_of_a_key(text: str, issued: bool) -> None:
    assert catalog().key_shapes.is_issued(text) == issued


@pytest.mark.parametrize(
    ("path", "more", "told"),
    [
        ("usage.reasoning_tokens", {}, True),
        ("usage.completion_tokens", {}, False),
        ("usage.reasoning_tokens", {"url": OPENROUTER}, False),
        ("usage.reasoning_tokens", {"url": RELAY}, False),
    ],
)
def test_fields_that_are_not_there(path: str, more: dict[str, Any], told: bool) -> None:
    request = replace(Maker().request(FLASH, **more), readings=(Reading(path, spot(700)),))
    verdicts = judge("DS605", requests=[request])
    assert [verdict.place for verdict in verdicts] == ([spot(700)] if told else [])
