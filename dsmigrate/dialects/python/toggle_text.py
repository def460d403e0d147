"""The text that states a thinking mode: one value, or two that follow a condition, under the keys that lead to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dsmigrate.catalog.shapes import Written


class Said(NamedTuple):
    """What is to be said for some ways of a request: one text, or two that follow a condition (None: nothing)."""

    text: str | None
    condition: str = ""
    otherwise: str | None = None

    def expression(self, wrap: Sequence[str], quote: str) -> str:
        """The value under the keys `wrap`, as one expression; where one side says nothing, None stands there."""
        if not self.condition:
            return _nested(wrap, str(self.text), quote)
        if self.text is not None and self.otherwise is not None:
            joint = _joint(self.text, self.otherwise, self.condition)
            return _nested(wrap, joint, quote)
        first, second = (
            "None" if text is None else _nested(wrap, text, quote) for text in (self.text, self.otherwise)
        )
        return f"{first} if {self.condition} else {second}"

    def entry(self, key: str, wrap: Sequence[str], quote: str) -> str:
        """The value as an entry of a dict literal; a side that says nothing adds no key."""
        if not self.condition or (self.text is not None and self.otherwise is not None):
            return f"{quote}{key}{quote}: {self.expression(wrap, quote)}"
        first, second = (
            "{}" if text is None else _nested((key, *wrap), text, quote)
            for text in (self.text, self.otherwise)
        )
        return f"**({first} if {self.condition} else {second})"


def render(value: Written, quote: str) -> str:
    """A plain value as Python, its strings in the given quotes."""
    if isinstance(value, dict):
        entries = (f"{quote}{key}{quote}: {render(inner, quote)}" for key, inner in value.items())
        return "{" + ", ".join(entries) + "}"
    return f"{quote}{value}{quote}" if isinstance(value, str) else repr(value)


def _nested(path: Sequence[str], value: str, quote: str) -> str:
    for key in reversed(path):
        value = f"{{{quote}{key}{quote}: {value}}}"
    return value


def _joint(first: str, second: str, condition: str) -> str:
    """Two texts under a condition; what they have in common at both ends is written once."""
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    start = max(first.rfind(mark, 0, start) for mark in ": ") + 1
    shared_end = len(first) - len(first.rstrip("}"))
    if start == 0 or not shared_end or not second.endswith("}" * shared_end):
        return f"{first} if {condition} else {second}"
    cut = slice(start, -shared_end)
    return f"{first[:start]}{first[cut]} if {condition} else {second[cut]}{first[-shared_end:]}"
