"""Names that are sent to DeepSeek and are none of its models: rules/catalog/unknown_models.toml, typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple


class UnknownModels(NamedTuple):
    """`patterns` find the names that are certainly none, each with why and since when; `mapped` those that the Anthropic-compatible
    endpoint takes for models of its own; `error` is the service's answer, with `{model}` for the name.
    """

    patterns: tuple[tuple[re.Pattern[str], str, date], ...]
    mapped: re.Pattern[str]
    error: str

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> UnknownModels:
        patterns = tuple((re.compile(row["pattern"]), row["why"], row["since"]) for row in table["unknown"])
        return cls(patterns, re.compile(table["mapped"]["pattern"]), table["errors"]["unknown"])

    def why(self, name: str, day: date) -> str:
        """Why a name is none of the service's on a day; empty where that is not certain."""
        known = (why for pattern, why, since in self.patterns if since <= day and pattern.fullmatch(name))
        return next(known, "")

    def is_mapped(self, name: str) -> bool:
        """Whether the Anthropic-compatible endpoint takes a name for one of its models."""
        return self.mapped.fullmatch(name) is not None
