"""What API keys look like, and how they are sent: rules/catalog/credentials.toml, typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple


class KeyShapes(NamedTuple):
    """`issued` matches what the service hands out; `named` finds names that are given to such a key only, and `others`
    those of vendors whose keys look the same.

    A text with fewer than `distinct` different characters behind its prefix, or in which `placeholder` finds
    something, is none; `shortest` is the length that every key has at least.
    """

    issued: re.Pattern[str]
    named: re.Pattern[str]
    others: re.Pattern[str]
    placeholder: re.Pattern[str]
    distinct: int
    shortest: int

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> KeyShapes:
        row = table["key"]
        return cls(
            re.compile(row["issued"], re.ASCII),
            re.compile(row["named"], re.ASCII | re.IGNORECASE),
            re.compile(row["others"], re.ASCII | re.IGNORECASE),
            re.compile(row["placeholder"], re.ASCII | re.IGNORECASE),
            row["distinct"],
            row["shortest"],
        )

    def is_issued(self, text: str) -> bool:
        """Whether a text has the shape of a key of the service's, and is not made up."""
        return self.issued.fullmatch(text) is not None and self._is_random(text)

    def is_named(self, name: str) -> bool:
        """Whether a name is one for a key of the service's."""
        return self.named.search(name) is not None

    def is_of_another(self, name: str) -> bool:
        """Whether a name is one for a key of another vendor's."""
        return self.others.search(name) is not None and not self.is_named(name)

    def may_be(self, text: str) -> bool:
        """Whether a text that is called a key may be one: one long word of letters and digits."""
        return (
            len(text) >= self.shortest
            and re.fullmatch(r"[\w-]+", text, re.ASCII) is not None
            and re.search(r"\d", text) is not None
            and re.search(r"[a-zA-Z]", text) is not None
            and self._is_random(text)
        )

    def _is_random(self, text: str) -> bool:
        tail = text.removeprefix("sk-")
        return len(set(tail)) >= self.distinct and self.placeholder.search(tail) is None


class AuthHeader(NamedTuple):
    """The header that carries the key: its `name`, the word `scheme` before the key, and the `error` without it.

    `wrong` are headers of other services in its place; `key_variable` finds the variables that hold a bare key.
    """

    name: str
    scheme: str
    error: str
    wrong: frozenset[str]
    key_variable: re.Pattern[str]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> AuthHeader:
        row = table["header"]
        return cls(
            row["name"],
            row["scheme"],
            row["error"],
            frozenset(row["wrong"]),
            re.compile(row["key_variable"], re.ASCII),
        )
