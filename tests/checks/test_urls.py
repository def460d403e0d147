"""DS201 to DS207: URLs of DeepSeek's that are wrong for who is told them."""

from __future__ import annotations

from typing import Any

import pytest

from dsmigrate.core.findings import Confidence, Severity
from dsmigrate.core.sightings import Api, Client, Endpoint
from dsmigrate.core.values import Constant
from tests.checks.made import DEEPSEEK, LOCAL, OPENROUTER, RELAY, Maker, judge, said, texts

CODES = ("DS201", "DS202", "DS203", "DS204", "DS207")
SPECIALE = "/v3.2_speciale_expires_on_20251215"
ANTHROPIC: dict[str, Any] = {"api": Api.MESSAGES, "library": "anthropic"}
RAW: dict[str, Any] = {"raw": True, "library": "http"}


def reported(clients: list[Client]) -> dict[str, list[Any]]:
    return {code: found for code in CODES if (found := judge(code, clients=clients))}


RIGHT: list[tuple[str, dict[str, Any]]] = [
    (DEEPSEEK, {}),
    (DEEPSEEK + "/", {}),
    (DEEPSEEK + "/v1", {}),
    (DEEPSEEK + "/v1/", {}),
    (DEEPSEEK + "/beta", {}),
    (DEEPSEEK, {"api": Api.FIM}),
    (DEEPSEEK + "/beta", {"api": Api.FIM}),
    (DEEPSEEK, {"api": Api.RESPONSES}),
    (DEEPSEEK + "/anthropic", ANTHROPIC),
    (DEEPSEEK + "/anthropic/", ANTHROPIC),
    (DEEPSEEK + "/chat/completions", RAW),
    (DEEPSEEK + "/v1/chat/completions", RAW),
    (DEEPSEEK + "/beta/completions", RAW | {"api": Api.FIM}),
    (DEEPSEEK + "/anthropic/v1/messages", RAW | {"api": Api.MESSAGES}),
    (DEEPSEEK + "/responses", RAW | {"api": Api.RESPONSES}),
    (DEEPSEEK + "/user/balance", RAW),
    (DEEPSEEK + "/v1/chat/completions", {"library": "litellm"}),
    (DEEPSEEK + "/chat/completions", {"library": "litellm"}),
    (OPENROUTER + "/chat/completions", {}),
    (LOCAL + "/chat/completions", {}),
    (RELAY + "/chat/completions", {}),
    ("https://api.openai.com", RAW),
    ("https://deepseek.example.com/v9", {}),
    ("api.deepseek.com.example.org", {}),
    ("/chat/completions", RAW),
    ("", {}),
]


@pytest.mark.parametrize(("url", "how"), RIGHT)
def test_urls_that_are_right(url: str, how: dict[str, Any]) -> None:
    assert reported([Maker().client(url, **how)]) == {}


@pytest.mark.parametrize("url", [None, 3])
def test_no_url(url: object) -> None:
    assert reported([Maker().client(url)]) == {}


def test_a_url_that_is_not_known() -> None:
    make = Maker()
    assert (
        reported([make.client(make.unknown("it is read from the environment variable DEEPSEEK_URL"))]) == {}
    )


def test_the_librarys_own_default_is_not_judged() -> None:
    assert reported([Maker().client("http://api.deepseek.com", implied=True)]) == {}


WRONG: list[tuple[str, str, dict[str, Any], str]] = [
    ("DS201", "https://api.deepseek.ai", {}, DEEPSEEK),
    ("DS201", "https://api.deepseek.ai/v1", {}, DEEPSEEK + "/v1"),
    ("DS201", "http://api.deepseek.ai/v1/chat/completions", {}, DEEPSEEK + "/v1"),
    ("DS201", "https://api.deepseek.ai/v1/chat/completions", RAW, DEEPSEEK + "/v1/chat/completions"),
    ("DS201", "https://platform.deepseek.com/v1", {}, DEEPSEEK + "/v1"),
    ("DS201", "https://api.deepseek.ai", ANTHROPIC, DEEPSEEK + "/anthropic"),
    ("DS202", DEEPSEEK + "/chat/completions", {}, DEEPSEEK),
    ("DS202", DEEPSEEK + "/v1/chat/completions", {}, DEEPSEEK + "/v1"),
    ("DS202", "http://api.deepseek.com/v1/chat/completions/", {}, DEEPSEEK + "/v1"),
    ("DS202", DEEPSEEK + "/beta/completions", {"api": Api.FIM}, DEEPSEEK + "/beta"),
    ("DS202", DEEPSEEK + "/anthropic/v1", ANTHROPIC, DEEPSEEK + "/anthropic"),
    ("DS202", DEEPSEEK + "/anthropic/v1/messages", ANTHROPIC, DEEPSEEK + "/anthropic"),
    ("DS202", DEEPSEEK, RAW, DEEPSEEK + "/chat/completions"),
    ("DS202", DEEPSEEK + "/v1/", RAW, DEEPSEEK + "/v1/chat/completions"),
    ("DS202", DEEPSEEK, RAW | {"api": Api.FIM}, DEEPSEEK + "/beta/completions"),
    ("DS203", DEEPSEEK + "/anthropic", {}, DEEPSEEK),
    ("DS203", DEEPSEEK, ANTHROPIC, DEEPSEEK + "/anthropic"),
    ("DS203", DEEPSEEK + "/v1", ANTHROPIC, DEEPSEEK + "/anthropic"),
    ("DS203", DEEPSEEK + "/v1/messages", RAW | {"api": Api.MESSAGES}, DEEPSEEK + "/anthropic/v1/messages"),
    ("DS204", DEEPSEEK + SPECIALE, {}, DEEPSEEK),
    ("DS204", DEEPSEEK + "/v3.1_terminus_expires_on_20251015", {}, DEEPSEEK),
    ("DS204", DEEPSEEK + SPECIALE + "/chat/completions", RAW, DEEPSEEK + "/chat/completions"),
    ("DS207", "api.deepseek.com", {}, DEEPSEEK),
    ("DS207", "api.deepseek.com/v1", {}, DEEPSEEK + "/v1"),
    ("DS207", "http://api.deepseek.com/v1", {}, DEEPSEEK + "/v1"),
    ("DS207", "api.deepseek.com/chat/completions", {"library": "litellm"}, DEEPSEEK + "/chat/completions"),
    ("DS207", DEEPSEEK + "/v3", {}, DEEPSEEK),
    ("DS207", DEEPSEEK + "/v2/", {}, DEEPSEEK),
    ("DS207", DEEPSEEK + "/v3/chat/completions", RAW, DEEPSEEK + "/chat/completions"),
]


@pytest.mark.parametrize(("code", "url", "how", "right"), WRONG)
def test_urls_that_are_wrong(code: str, url: str, how: dict[str, Any], right: str) -> None:
    client = Maker().client(url, **how)
    found = reported([client])
    assert list(found) == [code]
    (verdict,) = found[code]
    literal = client.endpoints[0].url
    assert isinstance(literal, Constant)
    assert (verdict.place, verdict.severity, verdict.confidence) == (
        literal.place,
        Severity.ERROR,
        Confidence.HIGH,
    )
    assert (texts(verdict), verdict.unsafe, verdict.display) == ([right], (), ())
    assert f"`{url}`" in verdict.message
    assert [related.place for related in verdict.related] == [client.place]


@pytest.mark.parametrize(("code", "url", "how", "right"), WRONG)
def test_what_should_stand_there_is_right(code: str, url: str, how: dict[str, Any], right: str) -> None:
    assert reported([Maker().client(right, **how)]) == {}


BY_HAND: list[tuple[str, str, dict[str, Any], Confidence]] = [
    ("DS201", "https://chat.deepseek.com/api/v0", {}, Confidence.HIGH),
    ("DS201", "https://chat.deepseek.com/api/v0/chat/completion", RAW, Confidence.HIGH),
    ("DS201", "https://deepseek.com/api", {}, Confidence.HIGH),
    ("DS201", "https://www.deepseek.com", {}, Confidence.HIGH),
    ("DS202", DEEPSEEK + "/anthropic", RAW, Confidence.HIGH),
    ("DS202", DEEPSEEK + "/v1?key=x", RAW, Confidence.HIGH),
    ("DS207", DEEPSEEK + "/openai", {}, Confidence.MEDIUM),
    ("DS207", DEEPSEEK + "/v1/chat", RAW, Confidence.LOW),
]


@pytest.mark.parametrize(("code", "url", "how", "confidence"), BY_HAND)
def test_urls_whose_meaning_is_open(code: str, url: str, how: dict[str, Any], confidence: Confidence) -> None:
    found = reported([Maker().client(url, **how)])
    assert list(found) == [code]
    (verdict,) = found[code]
    assert (verdict.intents, verdict.confidence) == ((), confidence)
    assert "for a person" in verdict.not_fixed


def test_a_url_in_pieces() -> None:
    make = Maker()
    (verdict,) = judge(
        "DS207", clients=[make.client(make.constant("http://api.deepseek.com", editable=False))]
    )
    assert verdict.intents == ()
    assert "several parts" in verdict.not_fixed


def test_a_default_that_can_be_replaced() -> None:
    make = Maker()
    url = make.constant("http://api.deepseek.com", outside="the environment variable URL")
    (verdict,) = judge("DS207", clients=[make.client(url)])
    assert texts(verdict) == [DEEPSEEK]
    assert said(verdict.unsafe, "the environment variable URL")


def test_one_literal_for_two_clients_is_one_verdict() -> None:
    make = Maker()
    url = make.constant(DEEPSEEK + "/v1/chat/completions")
    clients = [make.client(url), make.client(url)]
    (verdict,) = judge("DS202", clients=clients)
    assert texts(verdict) == [DEEPSEEK + "/v1"]
    assert [related.place for related in verdict.related] == [client.place for client in clients]


def test_one_literal_that_is_right_for_another_client() -> None:
    make = Maker()
    url = make.constant(DEEPSEEK + "/v1/chat/completions")
    (verdict,) = judge("DS202", clients=[make.client(url), make.client(url, **RAW)])
    assert verdict.intents == ()
    assert "another one" in verdict.not_fixed


def test_one_literal_that_two_clients_want_changed_in_two_ways() -> None:
    make = Maker()
    url = make.constant(DEEPSEEK + "/v1/chat/completions")
    clients = [make.client(url), make.client(url, **ANTHROPIC)]
    found = reported(clients)
    assert list(found) == ["DS202", "DS203"]
    assert all(verdict.intents == () for verdicts in found.values() for verdict in verdicts)


def test_a_forgiving_client_hides_no_other() -> None:
    make = Maker()
    url = make.constant(DEEPSEEK + "/v1/chat/completions")
    assert len(judge("DS202", clients=[make.client(url, library="litellm"), make.client(url)])) == 1


def test_each_endpoint_of_a_client_counts() -> None:
    make = Maker()
    client = make.client(DEEPSEEK, "https://api.deepseek.ai")
    assert len(judge("DS201", clients=[client])) == 1
    assert isinstance(client.endpoints[1], Endpoint)


def test_an_expired_endpoint_tells_its_date() -> None:
    (verdict,) = judge("DS204", clients=[Maker().client(DEEPSEEK + SPECIALE)])
    assert "2025-12-15" in verdict.message
