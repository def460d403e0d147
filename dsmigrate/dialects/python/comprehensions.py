"""`{key: value for key, value in given.items() if ...}`: a dict that leaves some of another's entries out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

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


def filtered(ev: Evaluator, node: cst.DictComp) -> Alternatives | None:
    """What a comprehension leaves of a dict whose entries it takes as they are; None for any other."""
    loop = node.for_in
    match loop:
        case cst.CompFor(
            target=cst.Tuple(elements=[cst.Element(value=cst.Name(key)), cst.Element(value=cst.Name(value))]),
            iter=cst.Call(func=cst.Attribute(value=given, attr=cst.Name("items")), args=[]),
            inner_for_in=None,
        ):
            pass
        case _:
            return None
    if (dotted(node.key), dotted(node.value)) != (key, value):
        return None
    options = ev.evaluate(given)
    if not all(isinstance(option.value, (Table, Lost)) for option in options):
        return None
    tests = [each.test for each in loop.ifs]
    return tuple(
        option._replace(value=_left(ev, option.value, node, tests, key, value))
        if isinstance(option.value, Table)
        else option
        for option in options
    )


def _left(
    ev: Evaluator, table: Table, node: cst.DictComp, tests: list[cst.BaseExpression], key: str, value: str
) -> Table:
    """What is left of one dict; an entry that may be left out may be something else."""
    entries = []
    for entry in table.entries:
        kept = [_is_kept(ev, entry, test, key, value) for test in tests]
        if False in kept:
            continue
        unsure = "a comprehension may leave it out" if None in kept else ""
        entries.append(replace(entry, maybe=entry.maybe or unsure))
    return Table(node, tuple(entries), table.opens, extensible=False)


def _is_kept(ev: Evaluator, entry: Entry, test: cst.BaseExpression, key: str, value: str) -> bool | None:
    """Whether an entry passes a test of its key or its value; None where that is not known."""
    match test:
        case cst.Name(value=name) if name == value:
            truths = {truth(option.value) for option in ev.entry_value(entry)}
            return truths.pop() if len(truths) == 1 else None
        case cst.Comparison(
            left=cst.Name(value=name),
            comparisons=[cst.ComparisonTarget(operator=cst.IsNot(), comparator=cst.Name(value="None"))],
        ) if name == value:
            nothing = {_is_nothing(option.value) for option in ev.entry_value(entry)}
            known = nothing.pop() if len(nothing) == 1 else None
            return None if known is None else not known
        case cst.Comparison(
            left=cst.Name(value=name), comparisons=[cst.ComparisonTarget(operator=operator, comparator=with_)]
        ) if name == key:
            return _is_chosen(ev, entry.key, operator, with_)
        case _:
            return None


def _is_nothing(value: Abstract) -> bool | None:
    match value:
        case Literal(data=data):
            return data is None
        case Lost() | Made() | Member() | Symbol():
            return None
        case _:
            return False


def _is_chosen(ev: Evaluator, key: str, operator: cst.BaseCompOp, with_: cst.BaseExpression) -> bool | None:
    """Whether a key passes a comparison with a text, or with a list of them."""
    if isinstance(operator, (cst.Equal, cst.NotEqual)):
        text = ev.only_text(with_)
        return None if text is None else (key == text) == isinstance(operator, cst.Equal)
    options = ev.evaluate(with_)
    row = options[0].value
    if len(options) > 1 or not isinstance(row, Row) or row.opens:
        return None
    texts = [ev.only_text(element) for element in row.elements]
    if not isinstance(operator, (cst.In, cst.NotIn)) or None in texts:
        return None
    return (key in texts) == isinstance(operator, cst.In)
