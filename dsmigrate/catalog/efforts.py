"""How hard a model is asked to think: rules/catalog/efforts.toml, typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple


class Effort(NamedTuple):
    """One word for the effort, and what the service took it for from `since` on and before `until`.

    What a word means is another word; `none` is no thinking. A word without a meaning is refused.
    """

    value: str
    means: str
    since: date
    until: date | None
    source: str
    checked: str

    def holds(self, day: date) -> bool:
        """Whether the row is about this day."""
        return self.since <= day and (self.until is None or day < self.until)


class EffortTable(NamedTuple):
    """The words, those that are no words but are meant to switch thinking off, and the service's own errors."""

    efforts: tuple[Effort, ...]
    meant_off: frozenset[str]
    unknown_error: str
    beside_disabled_error: str

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> EffortTable:
        return cls(
            tuple(_efforts(table["effort"])),
            frozenset(table["errors"]["meant_off"]),
            table["errors"]["unknown"],
            table["errors"]["beside_disabled"],
        )

    def meaning(self, value: str, day: date) -> str:
        """What the service takes a word for on a day; empty where it knows no such word."""
        return next((row.means for row in self.efforts if row.value == value and row.holds(day)), "")

    def known(self, day: date) -> list[str]:
        """The words that stand for themselves on a day, in the order of the file."""
        return [row.value for row in self.efforts if row.value == row.means and row.holds(day)]


def _efforts(rows: Iterable[Mapping[str, Any]]) -> Iterable[Effort]:
    for row in rows:
        until = row.get("until")
        yield Effort(
            value=row["value"],
            means=row["means"],
            since=row["since"],
            until=until.date() if until is not None else None,
            source=row["source"],
            checked=str(row["checked"]),
        )
