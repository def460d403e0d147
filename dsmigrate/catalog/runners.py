"""What calls the function that it is given, and what wraps one: rules/catalog/runners.toml, typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Any, NamedTuple


class Passing(str, Enum):
    """What the function is called with; the file says it of each."""

    BEHIND = "behind"
    PACKED = "packed"
    EACH = "each"
    ROWS = "rows"


class Runner(NamedTuple):
    """How a runner is told the function and its arguments; see the file for the fields. `most` is 0 for any number."""

    function: str
    positional: tuple[str, ...]
    passes: Passing
    keywords: bool = False
    args: str = ""
    kwargs: str = ""
    most: int = 0
    of: frozenset[str] = frozenset()
    likely: bool = False

    @property
    def position(self) -> int:
        """Where among the positional arguments the function stands."""
        return self.positional.index(self.function)


@dataclass(frozen=True)
class Runners:
    """All of them, findable by the qualified name of a function, or the name of a method."""

    functions: Mapping[str, Runner] = field(default_factory=dict)
    methods: Mapping[str, tuple[Runner, ...]] = field(default_factory=dict)
    wrappers: frozenset[str] = frozenset()
    wrapper_makers: frozenset[str] = frozenset()

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Runners:
        functions: dict[str, Runner] = {}
        methods: dict[str, tuple[Runner, ...]] = {}
        for row in table["runner"]:
            runner = Runner(
                function=row["function"],
                positional=tuple(row["positional"]),
                passes=Passing(row["passes"]),
                keywords=row.get("keywords", False),
                args=row.get("args", ""),
                kwargs=row.get("kwargs", ""),
                most=row.get("most", 0),
                of=frozenset(row.get("of", ())),
                likely=row.get("likely", False),
            )
            functions.update(dict.fromkeys(row.get("functions", ()), runner))
            for name in row.get("methods", ()):
                methods[name] = (*methods.get(name, ()), runner)
        return cls(functions, methods, _named(table, "functions"), _named(table, "makers"))

    @cached_property
    def names(self) -> frozenset[str]:
        """What a call of one is called, without what stands in front."""
        return frozenset((*(name.rpartition(".")[2] for name in self.functions), *self.methods))


def _named(table: Mapping[str, Any], key: str) -> frozenset[str]:
    rows: Iterable[Mapping[str, Any]] = table["wrapper"]
    return frozenset(name for row in rows for name in row.get(key, ()))
