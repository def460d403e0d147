"""Wrong ways to state the thinking mode, and what each was meant to say: rules/catalog/thinking.toml, typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

ENABLED, DISABLED = "enabled", "disabled"
# The names of the service's own fields for it, and the effort that switches it off.
THINKING, EFFORT, EFFORT_OFF = "thinking", "reasoning_effort", "none"
# The same at the Responses interface: one field for both.
REASONING = "reasoning"
# Where a mode is set, but to what is not known.
UNKNOWN = "unknown"


class ThinkingShape(NamedTuple):
    """One wrong shape.

    `where` is `body` for a field that reaches the service, `refused` for an argument that the client library
    rejects. `paths` says where in the field's value the mode stands (an empty path: the value itself);
    `effect` is `ignored`, `rejected` or `refused`. An `ambiguous` field is used for other things too, so that it
    counts only where its value is one of those listed.
    """

    field: str
    where: str
    paths: tuple[tuple[str, ...], ...]
    enabled: tuple[str | bool, ...]
    disabled: tuple[str | bool, ...]
    effect: str
    since: str
    source: str
    checked: str
    note: str = ""
    ambiguous: bool = False

    def meaning(self, written: object) -> str:
        """The mode that a written value means: `enabled`, `disabled`, or empty where that is not known."""
        if not isinstance(written, (str, bool)):
            return ""
        value = written.lower() if isinstance(written, str) else written
        for mode, values in ((ENABLED, self.enabled), (DISABLED, self.disabled)):
            # A bool and a string are never equal; True == 1, but numbers were sorted out above.
            if value in values:
                return mode
        return ""


def shapes_of(rows: Iterable[Mapping[str, Any]]) -> tuple[ThinkingShape, ...]:
    """The shapes, in the order of the file."""
    return tuple(
        ThinkingShape(
            field=row["field"],
            where=row["where"],
            paths=tuple(tuple(path) for path in row["paths"]),
            enabled=tuple(row["enabled"]),
            disabled=tuple(row["disabled"]),
            effect=row["effect"],
            since=str(row["since"]),
            source=row["source"],
            checked=str(row["checked"]),
            note=row.get("note", ""),
            ambiguous=row.get("ambiguous", False),
        )
        for row in rows
    )
