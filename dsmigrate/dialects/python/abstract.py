"""What an expression can be while it is followed: abstract values, each under the choices that lead to it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import libcst as cst

from dsmigrate.core.records import record
from dsmigrate.core.values import Scalar
from dsmigrate.dialects.python.flow import NO_CHOICE, Choices, combine
from dsmigrate.dialects.python.scopes import Binding, Function

ALTERNATIVES_LIMIT = 32


@record
class Literal:
    """A known scalar and the node it was written as; not `editable` where it was put together from several."""

    data: Scalar
    node: cst.CSTNode
    editable: bool = True


@record
class Entry:
    """One key of a dict: the expression of its value, and what was written to make it (element, argument, statement).

    `maybe` says what may have put something else under the key since; empty where nothing can have.
    """

    key: str
    value: cst.BaseExpression
    written: cst.CSTNode
    fixed: Alternatives | None = None
    maybe: str = ""


@record
class Table:
    """A dict. `node` is the literal or `dict(...)` call a key can be added to; `opens` why there may be more keys.

    `record` is the class, where it is no dict but an object of a library that holds what it is given.
    """

    node: cst.CSTNode
    entries: tuple[Entry, ...]
    opens: tuple[str, ...] = ()
    extensible: bool = True
    record: str = ""

    def find(self, key: str) -> Entry | None:
        """The entry that was written last under `key`."""
        return next((entry for entry in reversed(self.entries) if entry.key == key), None)

    def opened(self, reason: str, keys: frozenset[str] | None = None) -> Table:
        """The same after something that is not known was put in: under `keys`, or where these are None under any."""
        entries = tuple(
            replace(entry, maybe=reason) if keys is None or entry.key in keys else entry
            for entry in self.entries
        )
        return replace(self, entries=entries, opens=(*self.opens, reason))


@record
class Row:
    """A list or tuple of expressions."""

    node: cst.CSTNode
    elements: tuple[cst.BaseExpression, ...]
    opens: tuple[str, ...] = ()


@record
class Symbol:
    """Something that another module, or Python itself, defines, by its qualified name as `importer` writes it."""

    name: str
    importer: Path | None = None


@record
class Package:
    """A module that is read too."""

    node: cst.Module
    symbol: Symbol


@record
class Made:
    """What calling `name` of another module gives; `earlier` are the partial calls that hold further arguments."""

    name: str
    call: cst.Call
    earlier: tuple[cst.Call, ...] = ()


@record
class Member:
    """An attribute, or attribute of an attribute, of something made."""

    base: Made
    path: tuple[str, ...]


@record
class Routine:
    """A function of this module, bound to an instance or class where it is a method."""

    node: Function
    bound: Object | Class | None = None


@record
class Class:
    node: cst.ClassDef


@record
class Object:
    """An instance of a class of this module, and the call that made it where that is known."""

    cls: cst.ClassDef
    call: cst.Call | None = None


@record
class Partial:
    """`functools.partial(target, ...)`."""

    target: Abstract
    call: cst.Call


@record
class Lost:
    """What could not be followed: why, and what outside the code decides it, where something does."""

    reason: str
    node: cst.CSTNode
    outside: str = ""


Abstract = (
    Literal | Table | Row | Symbol | Package | Made | Member | Routine | Class | Object | Partial | Lost
)


class Step(NamedTuple):
    """A stop on the way from a use to where a value was written: a binding, or a parameter that a caller fills."""

    binding: Binding
    function: Function | None = None


class Alternative(NamedTuple):
    """One thing that an expression can be, the choices that make it so, and how it got here."""

    value: Abstract
    choices: Choices = NO_CHOICE
    trail: tuple[Step, ...] = ()
    outside: str = ""


Alternatives = tuple[Alternative, ...]


def under(alternatives: Alternatives, choices: Choices) -> Alternatives:
    """Those that can be under `choices` as well as their own."""
    if not choices:
        return alternatives
    kept = []
    for alternative in alternatives:
        both = combine(alternative.choices, choices)
        if both is not None:
            kept.append(alternative._replace(choices=both))
    return tuple(kept)


def settled(alternatives: Alternatives, choice: tuple[Hashable, Hashable]) -> Alternatives:
    """Those that can be under one choice, which is then made: it does not bind what they are put together with.

    What is worked out later (the arguments of a client, the entries of a dict) still depends on it.
    """
    return tuple(
        alternative._replace(choices=alternative.choices - {choice})
        if isinstance(alternative.value, (Literal, Symbol, Lost))
        else alternative
        for alternative in under(alternatives, frozenset({choice}))
    )


def via(alternatives: Alternatives, step: Step) -> Alternatives:
    return tuple(alternative._replace(trail=(step, *alternative.trail)) for alternative in alternatives)


def from_outside(alternatives: Alternatives, outside: str) -> Alternatives:
    """The same, but that something outside the code can replace them."""
    return tuple(alternative._replace(outside=alternative.outside or outside) for alternative in alternatives)


def composed(alternatives: Alternatives) -> Alternatives:
    """The same, but no longer written as one literal."""
    return tuple(
        alternative._replace(value=replace(alternative.value, editable=False))
        if isinstance(alternative.value, Literal)
        else alternative
        for alternative in alternatives
    )


def truth(value: Abstract) -> bool | None:
    """Whether it counts as true; None where that is not known."""
    match value:
        case Literal(data=data):
            return bool(data)
        case Table() if not value.opens:
            return bool(value.entries)
        case Row() if not value.opens:
            return bool(value.elements)
        case Made(name=name):
            # What a class gives counts as true; what another function gives may be nothing.
            return True if name.rpartition(".")[2][:1].isupper() else None
        case Object() | Routine() | Class() | Partial():
            return True
        case _:
            return None
