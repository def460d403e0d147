"""`{key: value for key, value in given.items() if ...}`: a dict that leaves some of another's entries out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python import lookups
from dsmigrate.dialects.python.abstract import (
    Abstract,
    Alternatives,
    Entry,
    Literal,
    Lost,
    Made,
    Member,
    Row,
    Symbol,
    Table,
    truth,
)
from dsmigrate.dialects.python.scopes import dotted

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator

_UNSURE = "a comprehension may leave it out"
# Whether an entry passes; None where that is not known.
_Test = Callable[[Entry], bool | None]


def filtered(ev: Evaluator, node: cst.DictComp) -> Alternatives:
    """What a comprehension leaves of a dict whose entries it takes as they are; any other is not followed."""
    unknown = ev.lost(node, "it is worked out at run time")
    loop = node.for_in
    match loop:
        case cst.CompFor(
            target=cst.Tuple(elements=[cst.Element(value=cst.Name(key)), cst.Element(value=cst.Name(value))]),
            iter=cst.Call(func=cst.Attribute(value=given, attr=cst.Name("items")), args=[]),
            inner_for_in=None,
        ):
            pass
        case _:
            return unknown
    if (dotted(node.key), dotted(node.value)) != (key, value):
        return unknown
    options = ev.evaluate(given)
    if not all(isinstance(option.value, (Table, Lost)) for option in options):
        return unknown
    parts = [part for each in loop.ifs for part in _parts(each.test)]
    tests = [_test(ev, part, key, value) for part in parts]
    passing = all(_lets_others_through(part, key) for part in parts) and None not in tests
    return tuple(
        option._replace(value=_left(option.value, tests, None if passing else node))
        if isinstance(option.value, Table)
        else option
        for option in options
    )


def _parts(test: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
    """The conditions that have to hold together."""
    if isinstance(test, cst.BooleanOperation) and isinstance(test.operator, cst.And):
        yield from _parts(test.left)
        yield from _parts(test.right)
    else:
        yield test


def _left(table: Table, tests: list[_Test | None], anew: cst.DictComp | None) -> Table:
    """What is left of one dict; an entry that may be left out may be something else.

    A condition that is not understood (None) may leave out anything.

    `anew` is the comprehension where that may leave out what is added to the one dict, so that nothing can be.
    """
    entries = []
    for entry in table.entries:
        kept = [test(entry) if test is not None else None for test in tests]
        if False not in kept:
            entries.append(replace(entry, maybe=entry.maybe or (_UNSURE if None in kept else "")))
    if anew is None:
        return replace(table, entries=tuple(entries))
    opens = (*table.opens, _UNSURE) if None in tests else table.opens
    return Table(anew, tuple(entries), opens, extensible=False)


def _lets_others_through(test: cst.BaseExpression, key: str) -> bool:
    """Whether a condition asks about values only, or for keys that are not among some."""
    match test:
        case cst.Comparison(left=cst.Name(value=name), comparisons=[cst.ComparisonTarget(operator=operator)]):
            return name != key or isinstance(operator, (cst.NotEqual, cst.NotIn))
        case _:
            return True


def _test(ev: Evaluator, test: cst.BaseExpression, key: str, value: str) -> _Test | None:
    """Whether an entry passes a condition, which may not be known; None for a condition that is not understood."""
    match test:
        case cst.Name(value=name) if name == value:
            return lambda entry: _agreed(truth(option.value) for option in lookups.entry_value(ev, entry))
        case cst.Comparison(
            left=cst.Name(value=name), comparisons=[cst.ComparisonTarget(operator=operator, comparator=with_)]
        ):
            if name == key and isinstance(operator, (cst.Equal, cst.NotEqual, cst.In, cst.NotIn)):
                texts = _texts(ev, operator, with_)
                wanted = isinstance(operator, (cst.Equal, cst.In))
                return None if texts is None else lambda entry: (entry.key in texts) == wanted
            if name == value and isinstance(operator, (cst.IsNot, cst.NotEqual)):
                other = ev.evaluate(with_)[0].value
                if isinstance(other, Literal):
                    return lambda entry: _agreed(
                        _differs(o.value, other) for o in lookups.entry_value(ev, entry)
                    )
    return None


def _agreed(answers: Iterable[bool | None]) -> bool | None:
    found = set(answers)
    return found.pop() if len(found) == 1 else None


def _differs(value: Abstract, other: Literal) -> bool | None:
    match value:
        case Literal(data=data):
            return data != other.data
        case Lost() | Made() | Member() | Symbol():
            return None
        case _:
            return True


def _texts(ev: Evaluator, operator: cst.BaseCompOp, with_: cst.BaseExpression) -> list[str] | None:
    """The text, or the texts of a list, that keys are compared with; None where they are not known."""
    elements: Sequence[cst.BaseExpression] = [with_]
    if isinstance(operator, (cst.In, cst.NotIn)):
        options = ev.evaluate(with_)
        row = options[0].value
        if len(options) > 1 or not isinstance(row, Row) or row.opens:
            return None
        elements = row.elements
    texts = [text for text in map(ev.only_text, elements) if text is not None]
    return texts if len(texts) == len(elements) else None
