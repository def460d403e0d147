"""What stands in a dict or a list: under a key, at an index, or whichever is taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python import program_state
from dsmigrate.dialects.python.abstract import (
    Abstract,
    Alternative,
    Alternatives,
    Entry,
    Literal,
    Lost,
    Row,
    Symbol,
    Table,
    under,
)
from dsmigrate.dialects.python.flow import combine

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator


def subscript(ev: Evaluator, node: cst.Subscript) -> Alternatives:
    """What `value[index]` can be."""
    if len(node.slice) != 1 or not isinstance(node.slice[0].slice, cst.Index):
        return ev.lost(node, "it is a slice")
    index = node.slice[0].slice.value
    found: list[Alternative] = []
    for option in ev.evaluate(node.value):
        values = item(ev, option.value, index, node)
        found.extend(
            item._replace(trail=(*option.trail, *item.trail), outside=item.outside or option.outside)
            for item in under(values, option.choices)
        )
    return tuple(found)


def item(
    ev: Evaluator,
    value: Abstract,
    index: cst.BaseExpression,
    node: cst.CSTNode,
    default: cst.BaseExpression | None = None,
) -> Alternatives:
    """What `value[index]` can be; with a `default`, what `value.get(index, default)` can be."""
    if isinstance(value, Symbol) and value.name == "os.environ":
        return program_state.environment(ev, index, default, node)
    if isinstance(value, Symbol) and program_state.is_session(ev, value.name):
        under_key = ev.only_text(index)
        kept = program_state.of_session(ev, value.name, under_key, default) if under_key else ()
        return kept or ev.lost(node, "it is kept in the session", "the session")
    if isinstance(value, Lost):
        return (Alternative(value),)
    keys = ev.evaluate(index)
    found: list[Alternative] = []
    for key in keys:
        # A key that something outside the code replaces may be any.
        known = isinstance(key.value, Literal) and not key.outside
        data = key.value.data if isinstance(key.value, Literal) and known else None
        if (
            isinstance(value, Row)
            and isinstance(data, int)
            and not value.opens
            and -len(value.elements) <= data < len(value.elements)
        ):
            found.extend(_chosen_by(key, held(ev, value.elements[data])))
            continue
        if isinstance(value, Table) and data is not None:
            entry = value.find(str(data))
            if entry is not None:
                found.extend(_chosen_by(key, entry_value(ev, entry)))
            elif value.opens:
                found.append(Alternative(Lost(value.opens[0], node), key.choices))
            elif default is not None:
                found.extend(_chosen_by(key, ev.evaluate(default)))
            else:
                found.append(Alternative(Literal(None, node, editable=False), key.choices))
            continue
        if isinstance(value, Table) and not value.opens:
            found.extend(_any_entry(ev, value, index, key))
            if default is not None:
                found.extend(under(ev.evaluate(default), key.choices))
            continue
        if isinstance(value, Row) and not value.opens and not known:
            found.extend(under(any_of(ev, value, node), key.choices))
            continue
        found.append(Alternative(Lost("it is looked up in something that could not be followed", node)))
    return tuple(found)


def _any_entry(ev: Evaluator, table: Table, index: cst.BaseExpression, key: Alternative) -> Alternatives:
    """The entries of a registry that is looked up by a key which is not known, each under its own choice."""
    found: list[Alternative] = []
    stable = ev.questions.stable_scope(index)
    lookup = ("key", id(table.node) if stable is None else stable, ev.tree.text(index))
    for entry in table.entries:
        choice = combine(key.choices, frozenset({(lookup, entry.key)}))
        if choice is not None:
            found.extend(under(entry_value(ev, entry), choice))
    return tuple(found)


def _chosen_by(key: Alternative, values: Alternatives) -> Alternatives:
    """What stands under a key: who may pass another key to a function on its way, may get another value."""
    passed = tuple(step for step in key.trail if step.function is not None)
    return tuple(option._replace(trail=(*option.trail, *passed)) for option in under(values, key.choices))


def held(ev: Evaluator, expression: cst.BaseExpression) -> Alternatives:
    """What a container holds: a dict or list that is written in it may be changed under the names of loops."""
    options = ev.evaluate(expression)
    if not isinstance(expression, (cst.Dict, cst.List, cst.Call)):
        return options
    return tuple(option._replace(value=ev.changes.within(option.value)) for option in options)


def entry_value(ev: Evaluator, entry: Entry) -> Alternatives:
    """What is stored under a key of a dict."""
    values = entry.fixed if entry.fixed is not None else held(ev, entry.value)
    return (*values, *ev.lost(entry.value, entry.maybe)) if entry.maybe else values


def any_of(ev: Evaluator, row: Row, node: cst.CSTNode) -> Alternatives:
    """Whatever `node` takes out of a list, each under a choice of its own, which no condition tells."""
    return tuple(
        item
        for index, element in enumerate(row.elements)
        for item in under(held(ev, element), frozenset({(("loop", id(node)), index)}))
    )
