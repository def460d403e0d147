"""The headers that a plain HTTP request sets itself, as far as they are written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.core.values import Unknown, Value
from dsmigrate.dialects.python.abstract import Alternatives, Lost, Table, under
from dsmigrate.dialects.python.drafts import Draft, Way

if TYPE_CHECKING:
    from dsmigrate.dialects.python.lift import Program

ARGUMENT = "headers"


def headers(program: Program, draft: Draft, way: Way) -> dict[str, Value]:
    """The headers by their names in small letters; none where not all that may be set is known."""
    slot = way.arguments.get(ARGUMENT) if draft.shape.body else None
    if slot is None:
        return {}
    options = under(program.finder.passed.slot_value(slot), way.choices)
    table = options[0].value if len(options) == 1 else None
    if not isinstance(table, Table) or table.opens:
        return {}
    found: dict[str, Value] = {}
    for entry in table.entries:
        values = program.ev.entry_value(entry)
        value = program.value(values, options[0].choices)
        if isinstance(value, Unknown):
            outside = "" if _is_made_up(values) else value.outside
            value = Unknown(value.reason, program.place(entry.value), outside)
        found[entry.key.lower()] = value
    return found


def _is_made_up(values: Alternatives) -> bool:
    """Whether a value is put together from parts, so that what a part comes from is not the whole of it."""
    return not all(
        isinstance(option.value, Lost) and isinstance(option.value.node, (cst.Call, cst.Subscript))
        for option in values
    )
