"""The thinking mode that a request runs in."""

from __future__ import annotations

from typing import Any

import pytest

from dsmigrate.checks.effective import effective_mode
from dsmigrate.core.sightings import Api
from dsmigrate.core.values import Mapping
from tests.checks.made import (
    CHAT,
    FLASH,
    FLASH_ALIAS,
    OFF,
    ON,
    REASONER,
    Maker,
    context,
)


@pytest.mark.parametrize(
    ("case", "mode"),
    [
        ({"model": FLASH}, "enabled"),
        ({"model": FLASH_ALIAS}, "enabled"),
        ({"model": CHAT}, "disabled"),
        ({"model": REASONER}, "enabled"),
        ({"model": FLASH, "thinking": OFF}, "disabled"),
        ({"model": CHAT, "thinking": ON}, "enabled"),
        ({"model": "gpt-5", "thinking": OFF}, "disabled"),
        ({"model": "gpt-5"}, None),
        ({"model": ...}, None),
        ({"model": FLASH, "reasoning_effort": "none"}, "disabled"),
        ({"model": FLASH, "reasoning_effort": "low"}, "enabled"),
        ({"model": FLASH, "reasoning_effort": Maker().unknown("it is a parameter")}, None),
        ({"model": CHAT, "reasoning_effort": Maker().unknown("it is a parameter")}, "disabled"),
        ({"model": FLASH, "open": "its `**kwargs` is a parameter"}, None),
        ({"model": FLASH, "thinking": OFF, "open": "its `**kwargs` is a parameter"}, "disabled"),
        ({"model": FLASH, "enable_thinking": False}, None),
        ({"model": FLASH, "enable_thinking": True}, "enabled"),
        ({"model": FLASH, "thinking": False}, None),
        ({"model": FLASH, "thinking_mode": "auto"}, None),
        ({"model": REASONER, "enable_thinking": False}, "enabled"),
        ({"model": CHAT, "enable_thinking": True}, "disabled"),
        ({"model": FLASH, "api": Api.FIM}, "disabled"),
        ({"model": REASONER, "api": Api.FIM}, "disabled"),
        ({"model": FLASH, "api": Api.RESPONSES}, "enabled"),
        ({"model": FLASH, "api": Api.RESPONSES, "reasoning": {"effort": "none"}}, "disabled"),
        ({"model": CHAT, "api": Api.RESPONSES, "reasoning": {"effort": "max"}}, "enabled"),
        ({"model": CHAT, "api": Api.RESPONSES, "reasoning": {"summary": "auto"}}, "disabled"),
        ({"model": CHAT, "api": Api.RESPONSES, "reasoning": None}, "disabled"),
        ({"model": FLASH, "api": Api.RESPONSES, "thinking": OFF}, None),
        (
            {"model": FLASH, "api": Api.RESPONSES, "thinking": OFF, "reasoning": {"effort": "none"}},
            "disabled",
        ),
    ],
)
def test_effective_mode(case: dict[str, Any], mode: str | None) -> None:
    request = Maker().request(**case)
    assert effective_mode(request, request.variants[0], context()) == mode


@pytest.mark.parametrize("model", [FLASH, CHAT])
@pytest.mark.parametrize("where", ["thinking", "reasoning", "inside", "open", "open reasoning"])
def test_a_mode_that_is_not_known(where: str, model: str) -> None:
    make = Maker()
    unknown = make.unknown()
    cases: dict[str, dict[str, Any]] = {
        "thinking": {"thinking": unknown},
        "reasoning": {"api": Api.RESPONSES, "reasoning": unknown},
        "inside": {"api": Api.RESPONSES, "reasoning": {"effort": unknown}},
        "open": {"thinking": Mapping((), make.place(), "it is merged with another")},
        "open reasoning": {
            "api": Api.RESPONSES,
            "reasoning": Mapping((), make.place(), "it is merged with another"),
        },
    }
    request = make.request(model, **cases[where])
    assert effective_mode(request, request.variants[0], context()) is None
