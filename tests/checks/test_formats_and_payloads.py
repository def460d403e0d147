"""DS402 and DS604: formats that chat does not take, and parameters that do nothing."""

from __future__ import annotations

from typing import Any

import pytest

from dsmigrate.catalog.load import catalog
from dsmigrate.core.findings import Severity
from dsmigrate.core.sightings import Api
from tests.checks.made import FLASH, OPENROUTER, REASONER, RELAY, Maker, dropped, judge

OFF = {"type": "disabled"}
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
