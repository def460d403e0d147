"""Dicts as they are written: their entries, and other dicts that are spread or merged into them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python.abstract import Alternative, Alternatives, Entry, Literal, Table
from dsmigrate.dialects.python.flow import NO_CHOICE, Choices, combine

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator

# One way in which a dict can be filled: the choices that make it so, its entries, and why there may be more.
TableWay = tuple[Choices, list[Entry], list[str]]


def table(ev: Evaluator, node: cst.Dict) -> Alternatives:
    """A dict literal; where a dict that is spread into it can be several, so can it."""
    ways: list[TableWay] = [(NO_CHOICE, [], [])]
    for element in node.elements:
        if isinstance(element, cst.DictElement):
            for _, entries, opens in ways:
                _add_entry(ev, element.key, element.value, element, entries, opens)
        elif isinstance(element, cst.StarredDictElement):
            ways = spread_ways(ev, element.value, ways)
    return tuple(
        Alternative(Table(node, tuple(entries), tuple(opens)), choices) for choices, entries, opens in ways
    )


def merged(ev: Evaluator, node: cst.CSTNode, sides: list[cst.BaseExpression]) -> Alternatives:
    """Dicts, each put into the one before."""
    ways: list[TableWay] = [(NO_CHOICE, [], [])]
    for side in sides:
        ways = spread_ways(ev, side, ways)
    return tuple(
        Alternative(Table(node, tuple(entries), tuple(opens), extensible=False), choices)
        for choices, entries, opens in ways
    )


def spread(ev: Evaluator, expression: cst.BaseExpression, entries: list[Entry], opens: list[str]) -> None:
    """Adds the keys of a dict that is spread into another."""
    options = ev.evaluate(expression)
    only = options[0].value if len(options) == 1 else None
    if isinstance(only, Table):
        _add_table(only, entries, opens)
    else:
        _open(f"`{ev.tree.text(expression)}` is merged into it and could not be followed", entries, opens)


def spread_ways(ev: Evaluator, expression: cst.BaseExpression, ways: list[TableWay]) -> list[TableWay]:
    """The ways in which a dict can be filled, once another one, which can be several, is spread into it."""
    options = ev.evaluate(expression)
    if len(options) * len(ways) > 8 or not all(isinstance(option.value, Table) for option in options):
        for _, entries, opens in ways:
            spread(ev, expression, entries, opens)
        return ways
    longer = []
    for choices, entries, opens in ways:
        for option in options:
            both = combine(choices, option.choices)
            if both is not None and isinstance(option.value, Table):
                joined = (list(entries), list(opens))
                _add_table(option.value, *joined)
                longer.append((both, *joined))
    return longer


def _add_entry(
    ev: Evaluator,
    key: cst.BaseExpression,
    value: cst.BaseExpression,
    written: cst.CSTNode,
    entries: list[Entry],
    opens: list[str],
) -> None:
    keys = [option.value for option in ev.evaluate(key)]
    for option in keys:
        if isinstance(option, Literal) and isinstance(option.data, (str, int, float, bool)):
            entries.append(Entry(str(option.data), value, written))
        else:
            _open("it has a key that could not be followed", entries, opens)


def _open(reason: str, entries: list[Entry], opens: list[str]) -> None:
    """Something that is not known is put into a dict: it may replace any entry, and add others."""
    entries[:] = [entry if entry.maybe else replace(entry, maybe=reason) for entry in entries]
    opens.append(reason)


def _add_table(table: Table, entries: list[Entry], opens: list[str]) -> None:
    """A known dict is put into another."""
    if table.opens:
        _open(table.opens[0], entries, opens)
    entries.extend(table.entries)
