"""DS401: JSON mode where no message says "json"."""

from __future__ import annotations

from typing import Any

import pytest

from dsmigrate.core.findings import Confidence, Severity
from dsmigrate.core.sightings import Api
from dsmigrate.core.values import Items
from tests.checks.made import (
    FLASH,
    OPENROUTER,
    RELAY,
    Maker,
    judge,
    said,
)

JSON = {"type": "json_object"}


def say(*texts: object, role: str = "user") -> list[dict[str, object]]:
    return [{"role": role, "content": text} for text in texts]


QUIET: dict[str, dict[str, Any]] = {
    "the word": {"messages": say("Answer in json.")},
    "in upper case": {"messages": say("Answer in JSON.")},
    "inside another word": {"messages": say("Write jsonl.")},
    "in the system message": {"messages": [*say("A json object, please.", role="system"), *say("Hi")]},
    "in an earlier answer": {"messages": [*say("Hi"), *say("Json?", role="assistant"), *say("Yes")]},
    "in a part": {"messages": say([{"type": "text", "text": "as Json"}])},
    "plain text": {"messages": say("Hi"), "response_format": {"type": "text"}},
    "a schema": {"messages": say("Hi"), "response_format": {"type": "json_schema"}},
    "no format": {"messages": say("Hi"), "response_format": None},
    "another vendor": {"messages": say("Hi"), "url": OPENROUTER},
    "a relay": {"messages": say("Hi"), "url": RELAY},
    "no messages": {},
    "an empty list, to which more may come": {"messages": []},
    "messages as text": {"messages": "Hi"},
    "fill in the middle": {"messages": say("Hi"), "api": Api.FIM},
    "responses": {"messages": say("Hi"), "api": Api.RESPONSES},
    "arguments that are not known": {"messages": say("Hi"), "open": "its `**kwargs` is a parameter"},
}


@pytest.mark.parametrize("case", QUIET.values(), ids=QUIET)
def test_json_mode_in_order(case: dict[str, Any]) -> None:
    fields = {"model": FLASH, "response_format": JSON, **case}
    assert judge("DS401", requests=[Maker().request(**fields)]) == []


@pytest.mark.parametrize("where", ["content", "message", "list", "type"])
def test_json_mode_where_something_is_not_known(where: str) -> None:
    make = Maker()
    unknown = make.unknown()
    messages: Any = {
        "content": say("Hi", unknown),
        "message": [*say("Hi"), unknown],
        "list": Items((make.value(say("Hi")[0]),), make.place(), "more may be appended"),
        "type": say("Hi"),
    }[where]
    form = {"type": unknown} if where == "type" else JSON
    assert judge("DS401", requests=[make.request(FLASH, response_format=form, messages=messages)]) == []


@pytest.mark.parametrize(
    ("messages", "path", "added"),
    [
        (say("Hi"), (0, "content"), " Respond in JSON."),
        (say("Hi\n"), (0, "content"), "Respond in JSON."),
        (say(""), (0, "content"), "Respond in JSON."),
        (say("Hi", "there"), (0, "content"), " Respond in JSON."),
        (say(None, "there"), (1, "content"), " Respond in JSON."),
        ([*say("Hi"), *say("Be kind.", role="system")], (1, "content"), " Respond in JSON."),
        ([*say("Be kind.", "And fair.", role="system"), *say("Hi")], (0, "content"), " Respond in JSON."),
        (say([{"type": "text", "text": "Hi"}]), (0, "content", 0, "text"), " Respond in JSON."),
    ],
)
def test_json_mode_without_the_word(messages: Any, path: tuple[Any, ...], added: str) -> None:
    request = Maker().request(FLASH, response_format=JSON, messages=messages)
    (verdict,) = judge("DS401", requests=[request])
    carrier: Any = request.variants[0].fields["messages"]
    for key in path:
        carrier = carrier.items[key] if isinstance(key, int) else carrier.get(key)
    (intent,) = verdict.intents
    assert (intent.literal, intent.text) == (carrier.place, added)  # type: ignore[union-attr]
    assert (verdict.severity, verdict.confidence) == (Severity.ERROR, Confidence.HIGH)
    assert verdict.place == request.variants[0].fields["response_format"].place
    assert said(verdict.unsafe, "what the prompt says")
    assert "must contain the word 'json'" in verdict.message


@pytest.mark.parametrize("messages", [say("Hi", role="assistant"), [{"role": "user", "content": None}]])
def test_json_mode_with_nowhere_to_put_the_word(messages: Any) -> None:
    (verdict,) = judge("DS401", requests=[Maker().request(FLASH, response_format=JSON, messages=messages)])
    assert verdict.intents == ()
    assert verdict.not_fixed


def test_json_mode_with_a_prompt_in_pieces() -> None:
    make = Maker()
    messages = say(make.constant("Hi there", editable=False))
    (verdict,) = judge("DS401", requests=[make.request(FLASH, response_format=JSON, messages=messages)])
    assert verdict.intents == ()


def test_a_format_that_two_calls_share() -> None:
    make = Maker()
    form = make.value(JSON)
    requests = [
        make.request(FLASH, response_format=form, messages=say(text)) for text in ("Hi", "Ho", "json")
    ]
    verdicts = judge("DS401", requests=requests)
    assert [verdict.place for verdict in verdicts] == [request.callee for request in requests[:2]]


def test_a_format_that_stands_elsewhere() -> None:
    make = Maker()
    request = make.request(FLASH, response_format=JSON, messages=say("Hi"))
    (verdict,) = judge("DS401", requests=[request])
    assert [related.place for related in verdict.related] == [request.callee]
