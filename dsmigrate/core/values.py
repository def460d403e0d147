"""`Value`: what an expression is known to be, with the place where that was written."""

from __future__ import annotations

from collections.abc import Iterator

from dsmigrate.core.records import value_object
from dsmigrate.core.source import Place

Scalar = str | int | float | bool | None


@value_object
class Constant:
    """A known scalar.

    `place` is the literal that it was written as. `editable` is false where no single literal holds it
    (an f-string, a concatenation). `outside` names what can replace it without touching the code
    ("the environment variable X"); empty where nothing can. `trail` leads from the request to `place`,
    nearest first, both ends left out.
    """

    data: Scalar
    place: Place
    editable: bool = True
    outside: str = ""
    trail: tuple[Place, ...] = ()


@value_object
class Mapping:
    """A dict, or a JSON object, whose keys are known; `open` says why others may be in it, else is empty."""

    entries: tuple[tuple[str, Value], ...]
    place: Place
    open: str = ""

    def get(self, key: str) -> Value | None:
        """The value under `key` (the last one written), or None."""
        return next((value for name, value in reversed(self.entries) if name == key), None)


@value_object
class Items:
    """A list or tuple; `open` says why it may hold more than `items`, else is empty."""

    items: tuple[Value, ...]
    place: Place
    open: str = ""


@value_object
class Unknown:
    """What could not be followed, and why. `outside` as in `Constant`, where it comes from outside the code."""

    reason: str
    place: Place
    outside: str = ""
    trail: tuple[Place, ...] = ()


Value = Constant | Mapping | Items | Unknown


def constants(value: Value) -> Iterator[Constant]:
    """Every constant in `value`, nested ones included, in the order written."""
    match value:
        case Constant():
            yield value
        case Mapping(entries=entries):
            for _, inner in entries:
                yield from constants(inner)
        case Items(items=items):
            for inner in items:
                yield from constants(inner)
        case Unknown():
            pass


def is_closed(value: Value) -> bool:
    """Whether all of `value` is known, down to the leaves."""
    match value:
        case Constant():
            return True
        case Mapping(entries=entries):
            return not value.open and all(is_closed(inner) for _, inner in entries)
        case Items(items=items):
            return not value.open and all(is_closed(inner) for inner in items)
        case Unknown():
            return False
