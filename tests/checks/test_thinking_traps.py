"""DS301, DS304, DS305 and DS307: what comes of thinking, or of a word on it that is wrong."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dsmigrate.catalog.load import catalog
from dsmigrate.checks.context import Context
from dsmigrate.checks.registry import run_checks
from dsmigrate.core.findings import Severity, Verdict
from dsmigrate.core.intents import RenameField, SetText, SetThinking
from dsmigrate.core.sightings import Api, Demand, Request, Sightings
from dsmigrate.core.values import Constant
from tests.checks.made import (
    CHAT,
    DEFAULT,
    FLASH,
    MESSAGES,
    OFF,
    ON,
    OPENROUTER,
    PATH,
    PRO,
    REASONER,
    RELAY,
    Maker,
    dropped,
    judge,
    modes,
    replaced,
    said,
    texts,
)

NAMED = {"type": "function", "function": {"name": "look_up"}}
ELSEWHERE: dict[str, dict[str, Any]] = {
    "another vendor": {"url": OPENROUTER},
    "a relay": {"url": RELAY},
    "fill in the middle": {"api": Api.FIM},
}


def within(make: Maker, request: Request, data: str) -> Constant:
    """A constant that is written inside the call of `request`."""
    span = request.place.span
    return Constant(data, type(request.place)(PATH, type(span)(span.start + 1, span.start + 3)))


SAYS_SOMETHING: dict[str, dict[str, Any]] = {
    **ELSEWHERE,
    "on": {"thinking": ON},
    "off": {"thinking": OFF},
    "an effort": {"reasoning_effort": "high"},
    "an effort that is not known": {"reasoning_effort": Maker().unknown()},
    "a toggle that is not known": {"thinking": Maker().unknown()},
    "a wrong shape": {"thinking_mode": "thinking"},
    "more that is not known": {"open": "its `**kwargs` is a parameter"},
    "a retired model": {"model": REASONER},
    "another retired model": {"model": CHAT},
    "a model that is not known": {"model": Maker().unknown()},
    "no model of theirs": {"model": "gpt-5"},
    "Anthropic's format": MESSAGES,
    "responses": {"api": Api.RESPONSES},
}


@pytest.mark.parametrize("case", SAYS_SOMETHING.values(), ids=SAYS_SOMETHING)
def test_requests_that_do_not_think_unasked(case: dict[str, Any]) -> None:
    assert judge("DS301", requests=[Maker().request(**{"model": FLASH, **case})]) == []


@pytest.mark.parametrize("model", [FLASH, PRO, "deepseek-v4-flash"])
@pytest.mark.parametrize(
    "case", [{}, {"reasoning_effort": None}, {"thinking": None}, {"thinking_budget": 100}]
)
def test_requests_that_think_unasked(model: str, case: dict[str, Any]) -> None:
    request = Maker().request(model, **case)
    (verdict,) = judge("DS301", requests=[request])
    assert (verdict.severity, verdict.place) == (Severity.INFO, request.callee)
    assert (verdict.intents, bool(verdict.not_fixed)) == ((), True)
    assert model in verdict.message


def test_a_call_is_told_once_that_it_thinks_unasked() -> None:
    make = Maker()
    request = make.of(make.variant(FLASH), make.variant(PRO), make.variant(FLASH, thinking=OFF))
    assert len(judge("DS301", requests=[request])) == 1


# DS304


@pytest.mark.parametrize("effort", ["none", "low", "high", "max"])
def test_efforts_that_mean_what_they_say(effort: str) -> None:
    assert judge("DS304", requests=[Maker().request(PRO, reasoning_effort=effort)]) == []


@pytest.mark.parametrize("case", ELSEWHERE.values(), ids=ELSEWHERE)
@pytest.mark.parametrize("effort", ["medium", "extreme"])
def test_efforts_that_are_nobodys_business(case: dict[str, Any], effort: str) -> None:
    assert (
        judge("DS304", requests=[Maker().request(**{"model": PRO, "reasoning_effort": effort, **case})]) == []
    )
    assert judge("DS304", requests=[Maker().request(PRO, reasoning_effort=Maker().unknown())]) == []
    assert judge("DS304", requests=[Maker().request(PRO, reasoning_effort=None, thinking=OFF)]) == []


def as_of(day: date, effort: str) -> list[Verdict]:
    context = Context(catalog(), DEFAULT, day)
    sighted = Sightings(PATH, requests=(Maker().request(PRO, reasoning_effort=effort),))
    return run_checks([sighted], context, frozenset({"DS304"}))


@pytest.mark.parametrize(
    ("effort", "spring", "autumn"),
    [
        ("minimal", "refused", "low"),
        ("low", "high", ""),
        ("medium", "high", "high"),
        ("high", "", ""),
        ("xhigh", "max", "high"),
        ("max", "", ""),
        ("ultra", "refused", "max"),
        ("none", "refused", ""),
        ("off", "refused", "refused"),
    ],
)
def test_what_a_word_is_taken_for_depends_on_the_day(effort: str, spring: str, autumn: str) -> None:
    for day, meaning in ((date(2026, 5, 1), spring), (date(2026, 11, 21), autumn)):
        verdicts = as_of(day, effort)
        if meaning == "":
            assert verdicts == []
            continue
        (verdict,) = verdicts
        if meaning == "refused":
            assert (verdict.severity, "HTTP 400" in verdict.message) == (Severity.ERROR, True)
        else:
            assert (verdict.severity, f"as `{meaning}`" in verdict.message) == (Severity.INFO, True)


def test_an_effort_beside_disabled_thinking_goes() -> None:
    (verdict,) = judge("DS304", requests=[Maker().request(FLASH, thinking=OFF, reasoning_effort="high")])
    assert (verdict.severity, dropped(verdict), verdict.unsafe) == (Severity.ERROR, ["reasoning_effort"], ())
    assert catalog().efforts.beside_disabled_error in verdict.message


def test_an_effort_that_counts_in_another_way_of_the_call_stays() -> None:
    make = Maker()
    high = make.constant("high")
    request = make.of(
        make.variant(FLASH, thinking=OFF, reasoning_effort=high),
        make.variant(FLASH, thinking=ON, reasoning_effort=high),
    )
    (verdict,) = judge("DS304", requests=[request])
    assert (verdict.intents, bool(verdict.not_fixed)) == ((), True)


def test_a_word_is_rewritten_only_where_the_call_writes_it() -> None:
    make = Maker()
    apart = make.request(PRO, reasoning_effort="medium")
    (verdict,) = judge("DS304", requests=[apart])
    assert (verdict.intents, "other code" in verdict.not_fixed) == ((), True)
    request = make.request(PRO, reasoning_effort="medium")
    request.variants[0].fields["reasoning_effort"] = within(make, request, "medium")
    (verdict,) = judge("DS304", requests=[request])
    assert (texts(verdict), bool(verdict.unsafe)) == (["high"], True)
    assert isinstance(verdict.intents[0], SetText)


@pytest.mark.parametrize(
    ("effort", "case", "switched"),
    [
        ("off", {}, True),
        ("disabled", {}, True),
        ("extreme", {}, False),
        ("off", {"model": REASONER}, False),
        ("off", {"thinking": ON}, False),
    ],
)
def test_a_word_that_was_meant_to_turn_thinking_off(
    effort: str, case: dict[str, Any], switched: bool
) -> None:
    make = Maker()
    request = make.request(**{"model": PRO, "reasoning_effort": effort, **case})
    request.variants[0].fields["reasoning_effort"] = within(make, request, effort)
    (verdict,) = judge("DS304", requests=[request])
    assert verdict.severity is Severity.ERROR
    assert modes(verdict) == ([("disabled",)] if switched else [])
    assert replaced(verdict) == (["reasoning_effort"] if switched else [])
    assert bool(verdict.not_fixed) != switched


# DS305


@pytest.mark.parametrize(
    "case",
    [
        *ELSEWHERE.values(),
        {"thinking": OFF},
        {"reasoning_effort": "none"},
        {"model": CHAT},
        {"tool_choice": "auto"},
        {"tool_choice": "none"},
        {"tool_choice": None},
        {"tool_choice": {"type": "auto"}},
        {"tool_choice": Maker().unknown()},
        {"open": "its `**kwargs` is a parameter"},
        {**MESSAGES, "tool_choice": {"type": "any"}},
        {**MESSAGES, "tool_choice": "any", "thinking": ON},
        {"api": Api.RESPONSES},
    ],
)
def test_choices_that_are_free_or_go_to_a_request_that_does_not_think(case: dict[str, Any]) -> None:
    request = Maker().request(**{"model": FLASH, "tool_choice": "required", **case})
    assert judge("DS305", requests=[request]) == []


@pytest.mark.parametrize(
    ("case", "fixed"),
    [
        ({}, True),
        ({"tool_choice": NAMED}, True),
        ({"thinking": ON}, False),
        ({"reasoning_effort": "high"}, False),
        ({"model": REASONER}, False),
        ({**MESSAGES, "tool_choice": {"type": "tool", "name": "x"}, "thinking": ON}, False),
    ],
)
def test_a_tool_is_demanded_while_thinking(case: dict[str, Any], fixed: bool) -> None:
    request = Maker().request(**{"model": PRO, "tool_choice": "required", **case})
    (verdict,) = judge("DS305", requests=[request])
    assert verdict.severity is Severity.ERROR
    assert catalog().tools.forced_error in verdict.message
    assert modes(verdict) == ([("disabled",)] if fixed else [])
    assert all(intent.changes for intent in verdict.intents if isinstance(intent, SetThinking))
    assert bool(verdict.not_fixed) != fixed


def test_a_call_that_thinks_in_one_way_is_turned_off_there_only() -> None:
    make = Maker()
    forced = make.constant("required")
    request = make.of(
        make.variant(PRO, tool_choice=forced), make.variant(CHAT, tool_choice=forced), make.variant(PRO)
    )
    (verdict,) = judge("DS305", requests=[request])
    assert modes(verdict) == [("disabled", None, None)]
    # Only what a library does by itself has to be said: the choice here stands in the code.
    assert verdict.message.startswith("a tool is demanded of a request that thinks; the service answers")


@pytest.mark.parametrize(("code", "field"), [("DS305", "tool_choice"), ("DS402", "response_format")])
def test_what_a_library_demands_by_itself(code: str, field: str) -> None:
    make = Maker()
    plain = make.request(FLASH)
    demand = Demand(field, make.place(), "it demands a tool")
    request = Request(plain.library, plain.place, plain.callee, plain.variants, demands=(demand,))
    other = {"DS305": "DS402", "DS402": "DS305"}[code]
    assert judge(other, requests=[request]) == []
    (verdict,) = judge(code, requests=[request])
    assert (verdict.place, demand.says in verdict.message) == (demand.place, True)


# DS307


@pytest.mark.parametrize(
    "case",
    [
        *ELSEWHERE.values(),
        {"thinking": OFF},
        {"model": CHAT},
        {"max_tokens": 1000},
        {"max_tokens": 8192},
        {"max_tokens": None},
        {"max_tokens": 0},
        {"max_tokens": True},
        {"max_tokens": Maker().unknown()},
        {"max_tokens": Maker().constant(10, outside="the option --cap")},
        {"open": "its `**kwargs` is a parameter"},
        MESSAGES,
        {"api": Api.RESPONSES},
    ],
)
def test_caps_that_leave_room(case: dict[str, Any]) -> None:
    assert judge("DS307", requests=[Maker().request(**{"model": FLASH, "max_tokens": 100, **case})]) == []


@pytest.mark.parametrize("case", [{}, {"model": REASONER}, {"thinking": ON}, {**MESSAGES, "thinking": ON}])
@pytest.mark.parametrize("cap", [1, 999])
def test_caps_that_thinking_uses_up(case: dict[str, Any], cap: int) -> None:
    (verdict,) = judge("DS307", requests=[Maker().request(**{"model": FLASH, "max_tokens": cap, **case})])
    assert (verdict.severity, verdict.intents) == (Severity.WARNING, ())
    assert str(cap) in verdict.message


def test_a_cap_that_also_holds_without_thinking() -> None:
    make = Maker()
    cap = make.constant(64)
    assert (
        judge("DS307", requests=[make.request(FLASH, max_tokens=cap), make.request(CHAT, max_tokens=cap)])
        == []
    )


@pytest.mark.parametrize("case", [{"thinking": OFF}, {"thinking": ON}, {"model": CHAT}])
@pytest.mark.parametrize("cap", [10, 100_000, Maker().unknown()])
def test_a_cap_that_is_ignored(case: dict[str, Any], cap: object) -> None:
    request = Maker().request(**{"model": FLASH, "max_completion_tokens": cap, **case})
    (verdict,) = judge("DS307", requests=[request])
    assert verdict.intents == (RenameField(request.place, "max_completion_tokens", "max_tokens"),)
    assert said(verdict.unsafe, "into force")


def test_a_cap_under_both_names() -> None:
    request = Maker().request(FLASH, max_completion_tokens=10, max_tokens=4000, thinking=OFF)
    (verdict,) = judge("DS307", requests=[request])
    assert (verdict.intents, "besides" in verdict.not_fixed) == ((), True)


@pytest.mark.parametrize("case", [*ELSEWHERE.values(), {"max_completion_tokens": None}])
def test_a_cap_for_another_service(case: dict[str, Any]) -> None:
    assert (
        judge("DS307", requests=[Maker().request(**{"model": FLASH, "max_completion_tokens": 9, **case})])
        == []
    )


# What DS305's fix settles


@pytest.mark.parametrize("by_library", [False, True])
@pytest.mark.parametrize(
    ("code", "case"),
    [("DS301", {}), ("DS303", {"temperature": 0.2}), ("DS307", {"max_tokens": 20})],
)
def test_what_goes_with_a_demanded_tool_says_so(code: str, case: dict[str, Any], by_library: bool) -> None:
    make = Maker()
    fields = case if by_library else {**case, "tool_choice": "required"}
    request = make.request(PRO, **fields)
    if by_library:
        demand = Demand("tool_choice", make.place(), "it demands a tool")
        request = Request(request.library, request.place, request.callee, request.variants, demands=(demand,))
    (verdict,) = judge(code, requests=[request])
    assert "(DS305)" in verdict.not_fixed
    assert verdict.intents == () or code == "DS303"


@pytest.mark.parametrize("code", ["DS301", "DS303", "DS307"])
def test_without_a_tool_or_where_thinking_is_wanted_nothing_goes_with_it(code: str) -> None:
    plain = Maker().request(PRO, temperature=0.2, max_tokens=20, tool_choice="auto")
    (verdict,) = judge(code, requests=[plain])
    assert "DS305" not in verdict.not_fixed
    wanted = Maker().request(PRO, temperature=0.2, max_tokens=20, tool_choice="required", thinking=ON)
    assert all("DS305" not in each.not_fixed for each in judge(code, requests=[wanted]))
