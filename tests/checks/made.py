"""Sightings made by hand, for checks: Python values become `Value`s, each with a place of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from dsmigrate.catalog.load import catalog
from dsmigrate.checks.context import Context
from dsmigrate.checks.registry import run_checks
from dsmigrate.core.findings import Verdict
from dsmigrate.core.intents import AppendText, DropField, SetText, SetThinking
from dsmigrate.core.settings import Targets
from dsmigrate.core.sightings import (
    Api,
    Client,
    Condition,
    Endpoint,
    Mention,
    Request,
    Role,
    Sightings,
    Variant,
)
from dsmigrate.core.source import Place, Span
from dsmigrate.core.values import Constant, Items, Mapping, Unknown, Value

PATH = Path("/srv/app/app.py")
DEEPSEEK = "https://api.deepseek.com"
OPENROUTER = "https://openrouter.ai/api/v1"
RELAY = "https://relay.example.net/v1"
LOCAL = "http://localhost:8000/v1"
CHAT, REASONER, CODER = "deepseek-chat", "deepseek-reasoner", "deepseek-coder"
FLASH, FLASH_ALIAS, PRO = "deepseek-flash", "deepseek-v4-flash", "deepseek-v4-pro"
DEFAULT = Targets(FLASH_ALIAS, FLASH_ALIAS)
OFF, ON = {"type": "disabled"}, {"type": "enabled"}
MESSAGES: dict[str, Any] = {"api": Api.MESSAGES, "url": DEEPSEEK + "/anthropic"}


def context(targets: Targets = DEFAULT) -> Context:
    return Context(catalog(), targets)


def spot(number: int) -> Place:
    """A place that no other number has."""
    return Place(PATH, Span(number * 100, number * 100 + 50))


class Maker:
    """Hands out places in order."""

    def __init__(self) -> None:
        self._next = 0

    def place(self) -> Place:
        self._next += 1
        return spot(self._next)

    def value(self, written: object) -> Value:
        """A `Value` as it is; anything else as the value that it would be lifted to."""
        match written:
            case Constant() | Mapping() | Items() | Unknown():
                return written
            case dict():
                return Mapping(tuple((k, self.value(v)) for k, v in written.items()), self.place())
            case list():
                return Items(tuple(map(self.value, written)), self.place())
            case str() | int() | float() | None:
                return Constant(written, self.place())
        raise TypeError(written)

    def constant(self, data: Any, **more: Any) -> Constant:
        return Constant(data, self.place(), **more)

    def unknown(self, reason: str = "it is read from a file", outside: str = "") -> Unknown:
        return Unknown(reason, self.place(), outside)

    def variant(
        self,
        model: object = CHAT,
        url: object = DEEPSEEK,
        *,
        full: bool = False,
        implied: bool = False,
        refused: dict[str, object] | None = None,
        open: str = "",  # noqa: A002 - the field's name
        api: Api = Api.CHAT,
        **fields: object,
    ) -> Variant:
        body = {name: self.value(written) for name, written in fields.items()}
        if model is not ...:
            body["model"] = self.value(model)
        endpoint = Endpoint(self.value(url), full, implied)
        sent = {name: self.value(written) for name, written in (refused or {}).items()}
        return Variant(api, endpoint, body, sent, open=open)

    def of(self, *variants: Variant, library: str = "openai", incomplete: str = "") -> Request:
        """A request that is made in these ways."""
        return Request(library, self.place(), self.place(), variants, incomplete)

    def request(self, *args: object, library: str = "openai", incomplete: str = "", **more: Any) -> Request:
        """A request that is made in one way, which is what `variant` takes."""
        return self.of(self.variant(*args, **more), library=library, incomplete=incomplete)

    def client(
        self,
        *urls: object,
        api: Api = Api.CHAT,
        library: str = "openai",
        raw: bool = False,
        implied: bool = False,
    ) -> Client:
        endpoints = tuple(Endpoint(self.value(url), raw, implied) for url in urls)
        return Client(library, api, self.place(), endpoints, raw)

    def mention(self, role: Role, model: str = CHAT, note: str = "") -> Mention:
        return Mention(model, self.place(), role, note)

    def condition(
        self, operator: str, *operands: str, assertion: bool = False, subjects: tuple[Constant, ...] = ()
    ) -> Condition:
        named = tuple((text, self.place()) for text in operands)
        tested = tuple((str(subject.data), subject.place) for subject in subjects)
        return Condition(operator, named, tested, self.place(), assertion)


def judge(
    code: str,
    *,
    requests: Iterable[Request] = (),
    clients: Iterable[Client] = (),
    mentions: Iterable[Mention] = (),
    conditions: Iterable[Condition] = (),
    targets: Targets = DEFAULT,
) -> list[Verdict]:
    """What one rule says about these sightings."""
    sighted = Sightings(
        PATH,
        requests=tuple(requests),
        clients=tuple(clients),
        mentions=tuple(mentions),
        conditions=tuple(conditions),
    )
    return run_checks([sighted], context(targets), frozenset({code}))


def texts(verdict: Verdict) -> list[str]:
    return [intent.text for intent in verdict.intents if isinstance(intent, (SetText, AppendText))]


def modes(verdict: Verdict) -> list[tuple[str | None, ...]]:
    return [intent.modes for intent in verdict.intents if isinstance(intent, SetThinking)]


def replaced(verdict: Verdict) -> list[str]:
    return [name for intent in verdict.intents if isinstance(intent, SetThinking) for name in intent.replaces]


def dropped(verdict: Verdict) -> list[str]:
    return [intent.name for intent in verdict.intents if isinstance(intent, DropField)]


def said(reasons: Sequence[str], *words: str) -> bool:
    """Whether there is exactly one reason for each of `words`, in order, with the word in it."""
    return len(reasons) == len(words) and all(
        word in reason for word, reason in zip(words, reasons, strict=True)
    )
