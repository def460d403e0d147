"""The headers that a plain HTTP request sets itself, as far as they are written out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import libcst as cst

from dsmigrate.core.values import Unknown, Value
from dsmigrate.dialects.python import lookups
from dsmigrate.dialects.python.abstract import (
    Alternative,
    Alternatives,
    Entry,
    Lost,
    Made,
    Member,
    Table,
    under,
)
from dsmigrate.dialects.python.drafts import Draft, Way

if TYPE_CHECKING:
    from dsmigrate.dialects.python.lift import Program

ARGUMENT = "headers"


def headers(program: Program, draft: Draft, way: Way) -> dict[str, Value]:
    """The headers by their names in small letters; none where not all that may be set is known.

    Those of the session that sends the request count as far as the request sets none of the same name.
    """
    if not draft.shape.body:
        return {}
    slot = way.arguments.get(ARGUMENT)
    own = _table(under(program.finder.passed.slot_value(slot), way.choices)) if slot is not None else None
    if slot is not None and own is None:
        return {}
    entries = [*_of_session(program, draft), *(own.value.entries if own is not None else ())]
    choices = own.option.choices if own is not None else way.choices
    found: dict[str, Value] = {}
    for entry in entries:
        values = lookups.entry_value(program.ev, entry)
        value = program.value(values, choices)
        if isinstance(value, Unknown):
            outside = "" if _is_made_up(values) else value.outside
            value = Unknown(value.reason, program.place(entry.value), outside)
        found[entry.key.lower()] = value
    return found


class _Known(NamedTuple):
    """A dict all of whose keys are known, and the alternative that it is."""

    value: Table
    option: Alternative


def _table(options: Alternatives) -> _Known | None:
    table = options[0].value if len(options) == 1 else None
    return _Known(table, options[0]) if isinstance(table, Table) and not table.opens else None


def _of_session(program: Program, draft: Draft) -> Iterator[Entry]:
    """The headers of the session that a request is sent by; none where they are set in more than one place."""
    func = draft.call.func
    sessions = [
        option.value.base.call for option in program.ev.evaluate(func) if isinstance(option.value, Member)
    ]
    if not isinstance(func, cst.Attribute) or len(sessions) != 1:
        return
    told = [
        argument.value
        for argument in sessions[0].args
        if argument.keyword is not None and argument.keyword.value == ARGUMENT
    ]
    for call in program.ev.names.calls_by_name.get("update", ()):
        if isinstance(call.func, cst.Attribute) and _is_headers(program, call.func.value, sessions[0]):
            told += [argument.value for argument in call.args]
    set_besides = any(
        isinstance(change.node, cst.Subscript) and _is_headers(program, change.node.value, sessions[0])
        for change in program.ev.names.changes
        if change.kind == "item"
    )
    known = _table(program.ev.evaluate(told[0])) if len(told) == 1 and not set_besides else None
    if known is not None:
        yield from known.value.entries


def _is_headers(program: Program, node: cst.BaseExpression, session: cst.Call) -> bool:
    """Whether an expression is the headers of a session."""
    return (
        isinstance(node, cst.Attribute)
        and node.attr.value == ARGUMENT
        and any(
            isinstance(option.value, Made) and option.value.call is session
            for option in program.ev.evaluate(node.value)
        )
    )


def _is_made_up(values: Alternatives) -> bool:
    """Whether a value is put together from parts, so that what a part comes from is not the whole of it."""
    return not all(
        isinstance(option.value, Lost) and isinstance(option.value.node, (cst.Call, cst.Subscript))
        for option in values
    )
