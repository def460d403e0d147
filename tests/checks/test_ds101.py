"""DS101: which retired IDs are reported, how surely, and what their fix asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dsmigrate.catalog.load import catalog
from dsmigrate.checks.context import Context
from dsmigrate.checks.registry import run_checks
from dsmigrate.core.findings import Confidence, Severity
from dsmigrate.core.settings import Targets
from dsmigrate.core.sightings import Api, Request, Role, Sightings
from dsmigrate.core.values import Constant
from tests.checks.made import (
    CHAT,
    CODER,
    DEEPSEEK,
    DEFAULT,
    FLASH,
    FLASH_ALIAS,
    LOCAL,
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

NOTHING: dict[str, dict[str, Any]] = {
    "another vendor": {"url": OPENROUTER},
    "a server of one's own": {"url": LOCAL},
    "another vendor's default, given in the code": {"url": "https://api.openai.com/v1"},
    "a current model": {"model": PRO},
    "the target": {"model": FLASH_ALIAS},
    "an unknown model": {"model": "deepseek-v3"},
    "a longer name": {"model": "deepseek-chat-v3-0324"},
    "upper case, which is no ID": {"model": "DeepSeek-Chat"},
    "no model": {"model": ...},
    "a model that is no text": {"model": 3},
    "the coder at a relay": {"model": CODER, "url": RELAY},
    "the coder at a local server": {"model": CODER, "url": LOCAL},
    "a prefixed name at another vendor": {"model": "deepseek/deepseek-chat", "url": OPENROUTER},
}


@pytest.mark.parametrize("case", NOTHING.values(), ids=NOTHING)
def test_nothing_to_report(case: dict[str, Any]) -> None:
    assert judge("DS101", requests=[Maker().request(**case)]) == []


@pytest.mark.parametrize("reason", ["it is a parameter", "it is read from the environment variable API_BASE"])
def test_coder_where_the_endpoint_is_not_known(reason: str) -> None:
    make = Maker()
    assert judge("DS101", requests=[make.request(CODER, make.unknown(reason))]) == []


@pytest.mark.parametrize(("model", "mode"), [(CHAT, "disabled"), (REASONER, "enabled"), (CODER, "disabled")])
def test_a_plain_call(model: str, mode: str) -> None:
    request = Maker().request(model)
    (verdict,) = judge("DS101", requests=[request])
    assert (verdict.severity, verdict.confidence) == (Severity.ERROR, Confidence.HIGH)
    literal = request.variants[0].model
    assert isinstance(literal, Constant)
    assert verdict.place == literal.place
    assert [related.place for related in verdict.related] == [request.callee]
    assert (texts(verdict), modes(verdict), dropped(verdict)) == ([FLASH_ALIAS], [(mode,)], [])
    assert verdict.unsafe == verdict.display == ()
    assert verdict.not_fixed == ""
    assert f"thinking is {mode}" in verdict.fix_message


def test_the_message_says_when_and_what_happens_without_claiming_too_much() -> None:
    (verdict,) = judge("DS101", requests=[Maker().request()])
    assert "officially discontinued on 2026-07-24" in verdict.message
    assert "latest reports" in verdict.message
    assert "always" not in verdict.message


@pytest.mark.parametrize(("url", "doubt"), [(DEEPSEEK, False), (RELAY, True)])
def test_the_message_says_where_it_is_in_doubt(url: str, doubt: bool) -> None:
    (verdict,) = judge("DS101", requests=[Maker().request(url=url)])
    assert ("is not known" in verdict.message) == doubt


def test_an_undated_end() -> None:
    (verdict,) = judge("DS101", requests=[Maker().request(CODER)])
    assert "discontinued on" not in verdict.message
    assert "`deepseek-chat`" in verdict.message


@pytest.mark.parametrize(
    ("case", "message"),
    [
        ({"thinking": OFF}, "send `deepseek-v4-flash`"),
        ({}, "send `deepseek-v4-flash`, say that thinking is disabled"),
        (
            {"reasoning_effort": "low"},
            "send `deepseek-v4-flash`, say that thinking is disabled, "
            "leave out `reasoning_effort`, which is refused beside disabled thinking",
        ),
        ({"url": RELAY}, ""),
    ],
)
def test_the_fix_says_what_it_does(case: dict[str, Any], message: str) -> None:
    (verdict,) = judge("DS101", requests=[Maker().request(**case)])
    assert verdict.fix_message == message


def test_the_targets_are_the_runs() -> None:
    make = Maker()
    requests = [make.request(CHAT), make.request(REASONER)]
    verdicts = judge("DS101", requests=requests, targets=Targets(FLASH, PRO))
    assert [texts(verdict) for verdict in verdicts] == [[FLASH], [PRO]]


@pytest.mark.parametrize(
    ("url", "full"),
    [
        (DEEPSEEK + "/", False),
        (DEEPSEEK + "/v1", False),
        (DEEPSEEK + "/beta", False),
        ("https://api.deepseek.ai/v1", False),
        (DEEPSEEK + "/v1/chat/completions", True),
    ],
)
def test_endpoints_that_are_deepseeks_own(url: str, full: bool) -> None:
    (verdict,) = judge("DS101", requests=[Maker().request(url=url, full=full)])
    assert verdict.confidence is Confidence.HIGH
    assert not verdict.unsafe


def test_the_librarys_own_default_is_proof() -> None:
    (verdict,) = judge("DS101", requests=[Maker().request(implied=True)])
    assert verdict.confidence is Confidence.HIGH
    assert not verdict.unsafe


TOGGLES: dict[str, tuple[dict[str, Any], list[tuple[str | None, ...]], list[str]]] = {
    "off already": ({"thinking": OFF}, [], []),
    "on already": ({"thinking": ON}, [], []),
    "the reasoner, on already": ({"model": REASONER, "thinking": ON}, [], []),
    "off by the effort": ({"reasoning_effort": "none"}, [], []),
    "fill in the middle": ({"api": Api.FIM}, [], []),
    "Anthropic's format, not thinking": (
        {"api": Api.MESSAGES, "url": DEEPSEEK + "/anthropic"},
        [("disabled",)],
        [],
    ),
    "Anthropic's format, thinking": (
        {"api": Api.MESSAGES, "model": REASONER, "url": DEEPSEEK + "/anthropic"},
        [],
        [],
    ),
    "responses, not thinking": ({"api": Api.RESPONSES}, [("disabled",)], []),
    "responses, thinking": ({"api": Api.RESPONSES, "model": REASONER}, [], []),
    "responses, off already": ({"api": Api.RESPONSES, "reasoning": {"effort": "none"}}, [], []),
    "responses, with a summary": (
        {"api": Api.RESPONSES, "reasoning": {"summary": "auto"}},
        [("disabled",)],
        [],
    ),
    "an effort": ({"reasoning_effort": "high"}, [("disabled",)], ["reasoning_effort"]),
    "no effort": ({"reasoning_effort": None}, [("disabled",)], []),
    "an effort beside thinking off": ({"thinking": OFF, "reasoning_effort": "low"}, [], ["reasoning_effort"]),
    "an effort of the reasoner's": ({"model": REASONER, "reasoning_effort": "low"}, [("enabled",)], []),
    "an effort in Responses": ({"api": Api.RESPONSES, "reasoning": {"effort": "low"}}, [], []),
}


@pytest.mark.parametrize(("case", "wanted", "gone"), TOGGLES.values(), ids=TOGGLES)
def test_toggles(case: dict[str, Any], wanted: list[tuple[str | None, ...]], gone: list[str]) -> None:
    (verdict,) = judge("DS101", requests=[Maker().request(**case)])
    assert texts(verdict) == [FLASH_ALIAS]
    assert (modes(verdict), dropped(verdict)) == (wanted, gone)
    assert verdict.unsafe == ()


def test_a_toggle_in_a_wrong_shape_makes_room() -> None:
    (verdict,) = judge("DS101", requests=[Maker().request(thinking=False)])
    assert (modes(verdict), replaced(verdict), verdict.unsafe) == ([("disabled",)], ["thinking"], ())


def test_a_wrong_shape_of_another_name_stays() -> None:
    (verdict,) = judge("DS101", requests=[Maker().request(enable_thinking=False)])
    assert (modes(verdict), replaced(verdict), verdict.unsafe) == ([("disabled",)], [], ())


def test_a_wrong_shape_that_asks_for_the_other_mode() -> None:
    (verdict,) = judge("DS101", requests=[Maker().request(enable_thinking=True)])
    assert modes(verdict) == [("disabled",)]
    assert said(verdict.unsafe, "another thinking mode")


# Where a request goes


@pytest.mark.parametrize("name", ["DEEPSEEK_BASE_URL", "DEEP_SEEK_URL", "deepseek_api_base"])
def test_a_likely_endpoint(name: str) -> None:
    make = Maker()
    url = make.unknown("it has no default", f"the environment variable {name}")
    (verdict,) = judge("DS101", requests=[make.request(url=url)])
    assert verdict.confidence is Confidence.MEDIUM
    assert (texts(verdict), modes(verdict)) == ([FLASH_ALIAS], [("disabled",)])
    assert said(verdict.unsafe, "likely, but not proven")


@pytest.mark.parametrize("name", ["OPENAI_BASE_URL", "AZURE_DEEPSEEK_ENDPOINT", "SILICONFLOW_DEEPSEEK_URL"])
def test_an_endpoint_that_is_not_known(name: str) -> None:
    make = Maker()
    (verdict,) = judge(
        "DS101",
        requests=[make.request(url=make.unknown("it has no default", f"the environment variable {name}"))],
    )
    assert verdict.confidence is Confidence.LOW
    assert verdict.intents == ()
    assert "it has no default" in verdict.not_fixed


def test_a_relay_may_pass_it_on() -> None:
    (verdict,) = judge("DS101", requests=[Maker().request(url=RELAY)])
    assert (verdict.confidence, verdict.intents) == (Confidence.LOW, ())
    assert "relay.example.net" in verdict.not_fixed


def test_a_default_that_the_environment_may_replace() -> None:
    make = Maker()
    url = make.constant(
        "https://api.openai.com/v1", editable=False, outside="the environment variable OPENAI_BASE_URL"
    )
    (verdict,) = judge("DS101", requests=[make.request(url=url, implied=True)])
    assert (verdict.confidence, verdict.intents) == (Confidence.LOW, ())
    assert "OPENAI_BASE_URL" in verdict.not_fixed


def test_the_web_chats_interface_is_no_proof() -> None:
    (verdict,) = judge("DS101", requests=[Maker().request(url="https://chat.deepseek.com/api/v0")])
    assert verdict.confidence is Confidence.MEDIUM
    assert verdict.unsafe


def test_a_default_endpoint_counts_but_is_not_safe() -> None:
    make = Maker()
    url = make.constant(DEEPSEEK, outside="the environment variable LLM_URL")
    (verdict,) = judge("DS101", requests=[make.request(url=url)])
    assert verdict.confidence is Confidence.HIGH
    assert said(verdict.unsafe, "LLM_URL can replace the endpoint")


def test_it_is_said_where_another_vendor_is_named() -> None:
    make = Maker()
    ways = make.variant(), make.variant("grok-3", OPENROUTER), make.variant("m", OPENROUTER, implied=True)
    (verdict,) = judge("DS101", requests=[make.of(*ways)])
    told = [related.place for related in verdict.related if "OpenRouter" in related.message]
    assert isinstance(ways[1].endpoint.url, Constant)
    assert told == [ways[1].endpoint.url.place]


# Defaults that no caller leaves out


def _with_default(default: str, *args: Any, **more: Any) -> Request:
    make = Maker()
    request = make.request(*args, **more)
    return replace(request, defaults=(make.constant(default),))


@pytest.mark.parametrize(
    ("default", "more"),
    [
        (CHAT, {"model": PRO, "url": OPENROUTER}),
        (CHAT, {"model": PRO, "url": LOCAL}),
        (CODER, {"model": PRO, "url": RELAY}),
        (FLASH_ALIAS, {"model": PRO}),
    ],
)
def test_a_default_that_is_in_order(default: str, more: dict[str, Any]) -> None:
    assert judge("DS101", requests=[_with_default(default, **more)]) == []


@pytest.mark.parametrize(
    ("default", "more", "confidence", "why"),
    [
        (CHAT, {"model": PRO, "url": RELAY}, Confidence.LOW, "relay.example.net"),
        (CHAT, {"model": PRO}, Confidence.MEDIUM, "thinking is disabled"),
        (CHAT, {"model": PRO, "thinking": ON}, Confidence.MEDIUM, "thinking is disabled"),
        (REASONER, {"model": FLASH_ALIAS, "thinking": OFF}, Confidence.MEDIUM, "thinking is enabled"),
    ],
)
def test_a_default_that_stays(default: str, more: dict[str, Any], confidence: Confidence, why: str) -> None:
    (verdict,) = judge("DS101", requests=[_with_default(default, **more)])
    assert (verdict.confidence, verdict.intents) == (confidence, ())
    assert why in verdict.not_fixed


def test_a_default_goes_with_what_is_sent_in_its_stead() -> None:
    sent, default = judge("DS101", requests=[_with_default(CHAT)])
    assert (texts(default), modes(default), default.unsafe) == ([FLASH_ALIAS], [("disabled",)], ())
    assert modes(sent) == modes(default)


def test_a_default_that_nothing_retired_is_sent_in_the_stead_of() -> None:
    (verdict,) = judge("DS101", requests=[_with_default(CHAT, PRO, thinking=OFF)])
    assert (texts(verdict), modes(verdict)) == ([FLASH_ALIAS], [])
    assert said(verdict.unsafe, "is not seen")


# What is not settled by the code


def test_a_default_model() -> None:
    make = Maker()
    model = make.constant(CHAT, outside="the environment variable LLM_MODEL")
    (verdict,) = judge("DS101", requests=[make.request(model)])
    assert said(verdict.unsafe, "LLM_MODEL can replace the model")


def test_arguments_that_are_not_known() -> None:
    (verdict,) = judge("DS101", requests=[Maker().request(open="its `**kwargs` is a parameter")])
    assert said(verdict.unsafe, "`**kwargs`")


def test_arguments_that_are_not_known_beside_a_mode_that_is() -> None:
    (verdict,) = judge(
        "DS101", requests=[Maker().request(open="its `**kwargs` is a parameter", thinking=OFF)]
    )
    assert verdict.unsafe == ()


def test_a_mode_that_is_not_known() -> None:
    make = Maker()
    (verdict,) = judge("DS101", requests=[make.request(thinking=make.unknown())])
    assert modes(verdict) == []
    assert said(verdict.unsafe, "about thinking is not known")


def test_ways_that_were_not_followed() -> None:
    (verdict,) = judge("DS101", requests=[Maker().request(incomplete="there are too many")])
    assert said(verdict.unsafe, "there are too many")


def test_a_name_in_pieces() -> None:
    make = Maker()
    (verdict,) = judge("DS101", requests=[make.request(make.constant(CHAT, editable=False))])
    assert (verdict.intents, verdict.confidence) == ((), Confidence.HIGH)
    assert "several parts" in verdict.not_fixed


def test_a_prefix_that_is_sent_as_it_stands() -> None:
    (verdict,) = judge("DS101", requests=[Maker().request("deepseek/deepseek-chat")])
    assert (verdict.confidence, verdict.intents) == (Confidence.MEDIUM, ())
    assert "`deepseek/`" in verdict.message


# Several ways, several calls


def test_a_choice_between_both_old_names() -> None:
    make = Maker()
    request = make.of(make.variant(CHAT), make.variant(REASONER))
    verdicts = judge("DS101", requests=[request])
    assert [texts(verdict) for verdict in verdicts] == [[FLASH_ALIAS], [FLASH_ALIAS]]
    assert [modes(verdict) for verdict in verdicts] == [[("disabled", "enabled")]] * 2
    assert all(verdict.unsafe == () for verdict in verdicts)


def test_a_choice_with_a_current_model() -> None:
    make = Maker()
    (verdict,) = judge("DS101", requests=[make.of(make.variant(CHAT), make.variant(PRO))])
    assert modes(verdict) == [("disabled", None)]
    assert verdict.unsafe == ()


def test_a_choice_with_another_vendor() -> None:
    make = Maker()
    (verdict,) = judge("DS101", requests=[make.of(make.variant(CHAT), make.variant("gpt-5", OPENROUTER))])
    assert modes(verdict) == [("disabled", None)]
    assert said(verdict.unsafe, "OpenRouter")
    assert verdict.display == ()


def test_a_choice_with_a_model_that_is_not_known() -> None:
    make = Maker()
    request = make.of(make.variant(CHAT), make.variant(make.unknown("it is the user's choice")))
    (verdict,) = judge("DS101", requests=[request])
    assert modes(verdict) == [("disabled", None)]
    assert said(verdict.unsafe, "the user's choice")


def test_an_effort_that_one_way_needs() -> None:
    make = Maker()
    effort = make.constant("high")
    request = make.of(
        make.variant(CHAT, reasoning_effort=effort), make.variant(REASONER, reasoning_effort=effort)
    )
    verdicts = judge("DS101", requests=[request])
    assert all(dropped(verdict) == ["reasoning_effort"] for verdict in verdicts)
    assert all(said(verdict.unsafe, "would be lost") for verdict in verdicts)


def test_an_effort_that_no_other_way_has() -> None:
    make = Maker()
    request = make.of(make.variant(CHAT, reasoning_effort="high"), make.variant(REASONER))
    verdicts = judge("DS101", requests=[request])
    assert len(verdicts) == 2
    assert all(not said(verdict.unsafe, "would be lost") for verdict in verdicts)


def both(literal_urls: tuple[str, str]) -> list[Request]:
    make = Maker()
    model = make.constant(CHAT)
    return [make.request(model, url) for url in literal_urls]


def test_one_literal_for_two_calls_is_one_verdict() -> None:
    requests = both((DEEPSEEK, DEEPSEEK))
    (verdict,) = judge("DS101", requests=requests)
    assert [related.place for related in verdict.related] == [request.callee for request in requests]
    assert (texts(verdict), modes(verdict)) == ([FLASH_ALIAS], [("disabled",), ("disabled",)])


def test_one_literal_for_two_vendors_is_never_rewritten() -> None:
    (verdict,) = judge("DS101", requests=both((DEEPSEEK, OPENROUTER)))
    assert verdict.confidence is Confidence.HIGH
    assert said(verdict.display, "OpenRouter")


def test_one_literal_that_also_goes_where_nobody_knows() -> None:
    (verdict,) = judge("DS101", requests=both((DEEPSEEK, RELAY)))
    assert said(verdict.display, "relay.example.net")


def test_one_literal_that_also_goes_to_an_endpoint_that_is_not_known() -> None:
    make = Maker()
    model = make.constant(CHAT)
    (verdict,) = judge("DS101", requests=[make.request(model), make.request(model, make.unknown())])
    assert said(verdict.display, "an endpoint that is not known")


def test_one_literal_that_also_goes_where_it_is_likely() -> None:
    make = Maker()
    model = make.constant(CHAT)
    likely = make.unknown("it has no default", "the environment variable DEEPSEEK_URL")
    (verdict,) = judge("DS101", requests=[make.request(model), make.request(model, likely)])
    assert verdict.confidence is Confidence.HIGH
    assert (verdict.display, modes(verdict)) == ((), [("disabled",), ("disabled",)])
    assert said(verdict.unsafe, "likely, but not proven")


def test_where_a_first_trail_ended_of_several() -> None:
    make = Maker()
    model = make.constant(CHAT)
    requests = [make.request(model, OPENROUTER), make.request(model, make.unknown("it is a parameter"))]
    (verdict,) = judge("DS101", requests=requests)
    assert verdict.confidence is Confidence.LOW
    assert "it is a parameter" in verdict.not_fixed


def test_a_url_that_is_no_text() -> None:
    (verdict,) = judge("DS101", requests=[Maker().request(url=None)])
    assert (verdict.confidence, verdict.intents) == (Confidence.LOW, ())


def test_two_literals_are_two_verdicts() -> None:
    make = Maker()
    assert len(judge("DS101", requests=[make.request(CHAT), make.request(CHAT)])) == 2


def test_the_trail_is_shown() -> None:
    make = Maker()
    step = make.place()
    (verdict,) = judge("DS101", requests=[make.request(make.constant(CHAT, trail=(step,)))])
    assert step in [related.place for related in verdict.related]


# Mentions


def test_a_trail_that_ends() -> None:
    mention = Maker().mention(Role.UNFOLLOWED, note="it is passed to `run`")
    (verdict,) = judge("DS101", mentions=[mention])
    assert (verdict.place, verdict.confidence, verdict.intents) == (mention.place, Confidence.LOW, ())
    assert verdict.not_fixed == "it is passed to `run`"


@pytest.mark.parametrize("role", [Role.TABLE, Role.TEXT, Role.UNREAD_FILE])
def test_other_mentions_are_other_rules(role: Role) -> None:
    assert judge("DS101", mentions=[Maker().mention(role)]) == []


def test_the_coder_without_proof() -> None:
    assert judge("DS101", mentions=[Maker().mention(Role.UNFOLLOWED, CODER)]) == []


@pytest.mark.parametrize(
    ("day", "severity", "says"),
    [
        (date(2026, 7, 22), Severity.WARNING, "will be discontinued on 2026-07-24: 2 days are left"),
        (date(2026, 7, 23), Severity.WARNING, "will be discontinued on 2026-07-24: 1 day is left"),
        (date(2026, 7, 24), Severity.ERROR, "was officially discontinued on 2026-07-24;"),
        (date(2026, 7, 25), Severity.ERROR, "was officially discontinued on 2026-07-24;"),
    ],
)
def test_before_its_last_day_a_name_is_a_warning(day: date, severity: Severity, says: str) -> None:
    sighted = Sightings(PATH, requests=(Maker().request(),))
    (verdict,) = run_checks([sighted], Context(catalog(), DEFAULT, day), frozenset({"DS101"}))
    assert verdict.severity is severity
    assert says in verdict.message


def test_a_name_that_is_put_together_in_one_of_several_ways() -> None:
    make = Maker()
    model = make.constant(CHAT)
    request = make.of(make.variant(model), make.variant(replace(model, editable=False)))
    (verdict,) = judge("DS101", requests=[request])
    assert verdict.intents == ()
    assert verdict.not_fixed == "the name is put together from several parts"


def test_a_name_that_the_library_sends_by_itself() -> None:
    make = Maker()
    request = make.request()
    model = Constant(CHAT, request.callee, editable=False)
    (verdict,) = judge("DS101", requests=[replace(request, variants=(make.variant(model),))])
    assert verdict.intents == ()
    assert verdict.not_fixed.startswith("the library itself sends it where no model is named")
