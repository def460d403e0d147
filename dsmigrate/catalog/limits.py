"""What the service asks of tools, and which fields cap an answer: rules/catalog/tools.toml and caps.toml, typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ToolRules:
    """`forcing` are the values, or types, of a choice that demands a tool; `forced_error` what is said to it."""

    forcing: frozenset[str]
    forced_error: str

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> ToolRules:
        choice = table["choice"]
        return cls(frozenset(choice["forcing"]), choice["error"])


@dataclass(frozen=True, slots=True)
class Caps:
    """`field` caps an answer, thinking included; a cap below `roomy` leaves too little for both.

    `ignored` is a field that looks like it and does nothing.
    """

    field: str
    roomy: int
    ignored: str

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Caps:
        return cls(table["cap"]["field"], table["cap"]["roomy"], table["ignored"]["field"])
