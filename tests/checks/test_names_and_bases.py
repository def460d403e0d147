"""DS102 and DS206: names that the service never had, and what is there under the beta base only."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dsmigrate.catalog.load import catalog
from dsmigrate.core.findings import Confidence, Severity
from dsmigrate.core.sightings import Api, Guard
from tests.checks.made import (
    DEEPSEEK,
    FLASH,
    MESSAGES,
    OPENROUTER,
    RELAY,
    Maker,
    judge,
    spot,
    texts,
)

PREFIX = [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b", "prefix": True}]
BETA = DEEPSEEK + "/beta"


def strict(value: object = True) -> list[dict[str, Any]]:
    return [{"type": "function", "function": {"name": "f", "strict": value}}]


@pytest.mark.parametrize(
    "case",
    [
        *({"model": model} for model in catalog().models),
        {"model": "deepseek-v5"},
        {"model": "deepseek-flash-1017"},
        {"model": "deepseek/deepseek-chat"},
        {"model": "ep-20260101"},
        {"model": ""},
        {"model": 3},
        {"model": Maker().unknown()},
        {"model": "gpt-4o", "url": OPENROUTER},
        {"model": "deepseek-r1", "url": RELAY},
        {"model": "claude-opus-4-5", **MESSAGES},
        {"model": "claude-haiku", **MESSAGES},
    ],
)
def test_names_that_are_or_may_be_right(case: dict[str, Any]) -> None:
    assert judge("DS102", requests=[Maker().request(**case)]) == []


@pytest.mark.parametrize(
    "case",
    [
        {"model": "deepseek-r1"},
        {"model": "deepseek-v4"},
        {"model": "DeepSeek-V3"},
        {"model": "DeepSeek-Chat"},
        {"model": "deepseek-ai/DeepSeek-R1"},
        {"model": "deepseek/deepseek-v4-pro"},
        {"model": "gpt-4o-mini"},
        {"model": "o3"},
        {"model": "claude-opus-4-5"},
        {"model": "gpt-4o", **MESSAGES},
        {"model": "deepseek-v3", "api": Api.RESPONSES},
    ],
)
def test_names_that_never_were(case: dict[str, Any]) -> None:
    (verdict,) = judge("DS102", requests=[Maker().request(**case)])
    assert (verdict.severity, verdict.intents) == (Severity.ERROR, ())
    assert f"you passed {case['model']}." in verdict.message


def test_how_sure_it_is_that_a_name_goes_there() -> None:
    make = Maker()
    plain = make.request("gpt-4o")
    apart = make.request(make.constant("gpt-4o", trail=(spot(800),)))
    decided = make.request(make.constant("gpt-4o", outside="the option --model"))
    moved = make.request("gpt-4o", make.constant(DEEPSEEK, outside="the variable URL"))
    requests = [plain, apart, decided, moved]
    sure = [verdict.confidence for verdict in judge("DS102", requests=requests)]
    assert sure == [Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW, Confidence.LOW]


def test_a_name_that_a_condition_may_keep_out() -> None:
    make = Maker()
    variant = make.variant(make.constant("gpt-4o", trail=(spot(800),)))
    guarded = replace(variant, guards=(Guard("provider", "true", spot(900)),))
    assert judge("DS102", requests=[make.of(guarded)]) == []
    assert judge("DS102", requests=[make.of(variant, incomplete="there are too many")]) == []


@pytest.mark.parametrize(
    "case",
    [
        {"messages": PREFIX, "url": BETA},
        {"messages": PREFIX, "url": BETA + "/"},
        {"messages": PREFIX, "url": BETA + "/chat/completions", "full": True},
        {"messages": PREFIX, "url": OPENROUTER},
        {"messages": PREFIX, "url": "https://api.deepseek.ai/beta"},
        {"messages": PREFIX[:1]},
        {"messages": [*PREFIX, {"role": "user", "content": "c"}]},
        {"messages": Maker().unknown()},
        {"messages": [Maker().unknown()]},
        {"tools": strict(False)},
        {"tools": strict(Maker().unknown())},
        {"tools": strict(), "url": BETA},
        {"tools": [Maker().unknown()]},
        {"api": Api.FIM, "url": BETA},
        {"api": Api.FIM, "url": RELAY},
        {"api": Api.RESPONSES, "tools": strict()},
    ],
)
def test_what_does_not_need_the_beta_base(case: dict[str, Any]) -> None:
    assert judge("DS206", requests=[Maker().request(**{"model": FLASH, **case})]) == []


@pytest.mark.parametrize(
    ("case", "severity", "right"),
    [
        ({"messages": PREFIX}, Severity.ERROR, BETA),
        ({"messages": PREFIX, "url": DEEPSEEK + "/v1"}, Severity.ERROR, BETA),
        ({"tools": strict()}, Severity.WARNING, BETA),
        ({"api": Api.FIM}, Severity.ERROR, BETA),
        (
            {"api": Api.FIM, "url": DEEPSEEK + "/v1/completions", "full": True},
            Severity.ERROR,
            BETA + "/completions",
        ),
    ],
)
def test_what_needs_the_beta_base(case: dict[str, Any], severity: Severity, right: str) -> None:
    (verdict,) = judge("DS206", requests=[Maker().request(**{"model": FLASH, **case})])
    assert (verdict.severity, texts(verdict), verdict.confidence) == (severity, [right], Confidence.HIGH)
    assert verdict.unsafe


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"implied": True}, "library's own"),
        ({"url": "https://api.deepseek.ai"}, "first"),
        ({"url": DEEPSEEK + "/anthropic"}, "first"),
        ({"url": Maker().constant(DEEPSEEK, editable=False)}, "several parts"),
        ({"url": Maker().constant(DEEPSEEK, outside="the variable DEEPSEEK_URL")}, "DEEPSEEK_URL decides"),
    ],
)
def test_bases_that_are_not_to_be_rewritten(more: dict[str, Any], reason: str) -> None:
    (verdict,) = judge("DS206", requests=[Maker().request(FLASH, messages=PREFIX, **more)])
    assert (verdict.intents, reason in verdict.not_fixed) == ((), True)
