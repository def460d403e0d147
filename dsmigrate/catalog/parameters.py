"""Request parameters whose meaning depends on the thinking mode: the typed form of rules/catalog/parameters.toml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple


class Parameter(NamedTuple):
    """One parameter. `ignored_when_thinking`: a request that thinks is answered the same without it."""

    name: str
    ignored_when_thinking: bool
    since: str
    source: str
    checked: str
    note: str = ""


def parameters_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, Parameter]:
    """The parameters by name, in the order of the file."""
    return {
        row["name"]: Parameter(
            name=row["name"],
            ignored_when_thinking=row["ignored_when_thinking"],
            since=str(row["since"]),
            source=row["source"],
            checked=str(row["checked"]),
            note=row.get("note", ""),
        )
        for row in rows
    }


class NoEffect(NamedTuple):
    """A parameter that does nothing in any mode. `neutral` is the value that asks for nothing; `note` says why."""

    name: str
    neutral: float | bool | None
    note: str
    since: str
    source: str
    checked: str


def no_effect_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, NoEffect]:
    """The parameters without effect by name, in the order of the file."""
    return {
        row["name"]: NoEffect(
            name=row["name"],
            neutral=row.get("neutral"),
            note=row["note"],
            since=str(row["since"]),
            source=row["source"],
            checked=str(row["checked"]),
        )
        for row in rows
    }
