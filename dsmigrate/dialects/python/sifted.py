"""`{key: value for key, value in given.items() if value is not None}`: a dict as another one, without some of its keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python.abstract import Abstract, Alternatives, Entry, Literal, Row, Table, truth

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator

# Whether what stands under a key is left out.
_Drops = Callable[[str, Abstract], bool]


def table(ev: Evaluator, node: cst.DictComp) -> Alternatives | None:
    """The dict that a comprehension copies, without what it leaves out; None where it does anything besides."""
    loop = node.for_in
    match loop:
        case cst.CompFor(
            target=cst.Tuple(elements=[cst.Element(cst.Name(value=key)), cst.Element(cst.Name(value=value))]),
            iter=cst.Call(func=cst.Attribute(value=given, attr=cst.Name(value="items")), args=[]),
            inner_for_in=None,
            asynchronous=None,
        ) if _is_name(node.key, key) and _is_name(node.value, value):
            pass
        case _:
            return None
    tests = [_drops(ev, each.test, key, value) for each in loop.ifs]
    known = [drops for drops in tests if drops is not None]
    options = ev.evaluate(given)
    if len(known) < len(tests) or not all(isinstance(option.value, Table) for option in options):
        return None
    return tuple(
        option._replace(value=_sifted(ev, option.value, known))
        for option in options
        if isinstance(option.value, Table)
    )


def _sifted(ev: Evaluator, given: Table, tests: list[_Drops]) -> Table:
    entries: list[Entry] = []
    for entry in given.entries:
        written_last = given.find(entry.key)
        values = ev.entry_value(written_last if written_last is not None else entry)
        kept = tuple(
            option for option in values if not any(drops(entry.key, option.value) for drops in tests)
        )
        if len(kept) == len(values) or (kept and entry is not written_last):
            entries.append(entry)
        elif kept:
            entries.append(replace(entry, fixed=kept))
    return replace(given, entries=tuple(entries))


def _drops(ev: Evaluator, test: cst.BaseExpression, key: str, value: str) -> _Drops | None:
    """What the condition of a comprehension leaves out; None where that is not known."""
    match test:
        case cst.Name() if _is_name(test, value):
            return lambda _, found: truth(found) is False
        case cst.BooleanOperation(left=left, operator=cst.And(), right=right):
            first, second = _drops(ev, left, key, value), _drops(ev, right, key, value)
            if first is None or second is None:
                return None
            return lambda name, found: first(name, found) or second(name, found)
        case cst.Comparison(
            left=cst.Name(value=asked),
            comparisons=[cst.ComparisonTarget(operator=operator, comparator=right)],
        ) if asked in (key, value):
            unwanted = _unwanted(ev, operator, right)
            if unwanted is None:
                return None
            if asked == key:
                return lambda name, _: name in unwanted
            return lambda _, found: isinstance(found, Literal) and found.data in unwanted
        case _:
            return None


def _unwanted(ev: Evaluator, operator: cst.BaseCompOp, right: cst.BaseExpression) -> list[object] | None:
    """What a comparison wants something not to be; None where it asks otherwise, or that is not known."""
    options = ev.evaluate(right)
    only = options[0].value if len(options) == 1 else None
    match operator, only:
        case ((cst.IsNot() | cst.NotEqual()), Literal(data=data)):
            return [data]
        case cst.NotIn(), Row(elements=elements, opens=()):
            found = [option.value for element in elements for option in ev.evaluate(element)]
            known = [each.data for each in found if isinstance(each, Literal)]
            return list(known) if len(known) == len(found) == len(elements) else None
        case _:
            return None


def _is_name(node: cst.CSTNode, name: str) -> bool:
    return isinstance(node, cst.Name) and node.value == name
