"""The arguments of a request's call by their names, for each way that its `**` dicts can be."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace

import libcst as cst

from dsmigrate.catalog.shapes import Keys, RequestShape
from dsmigrate.dialects.python import handing_on, lookups
from dsmigrate.dialects.python.abstract import Alternative, Alternatives, Entry, Literal, Lost, Row, Table
from dsmigrate.dialects.python.drafts import Bound, Callee, Slot, cut
from dsmigrate.dialects.python.evaluate import Evaluator
from dsmigrate.dialects.python.flow import Choices, combine
from dsmigrate.dialects.python.scopes import dotted


def arguments_of(
    ev: Evaluator, unsent: Container[str], call: cst.Call, callee: Callee
) -> Iterator[tuple[Choices, dict[str, Slot], dict[str, Slot], tuple[Table, ...], tuple[str, ...]]]:
    """The named arguments of the call, for each way that its `**` dicts can be."""
    sets: list[Bound] = [(callee.choices, {}, (), callee.opens)]
    last = callee.run or call
    for made in (*reversed(callee.earlier), last):
        skip = 1 if made is not last else 0
        for index, argument in enumerate(made.args):
            if index < skip:
                continue
            if argument.star == "**":
                sets = _spread(ev, sets, argument, callee.shape)
            elif argument.star == "*":
                sets = [(c, a, s, (*o, "positional arguments are passed on")) for c, a, s, o in sets]
            else:
                position = index - skip
                if argument.keyword is not None:
                    name = argument.keyword.value
                elif position < len(callee.shape.positional):
                    name = callee.shape.positional[position]
                else:
                    continue
                name = callee.shape.rename.get(name, name)
                written = argument.value if handing_on.is_made_up(ev, argument) else argument
                for _, arguments, _, _ in sets:
                    arguments[name] = Slot(argument.value, written)
    for choices, arguments, spread, opens in sets:
        kept, refused, opens = sorted_out(ev, unsent, callee.shape, arguments, opens)
        yield choices, kept, refused, spread, opens


def sorted_out(
    ev: Evaluator,
    unsent: Container[str],
    shape: RequestShape,
    arguments: dict[str, Slot],
    opens: tuple[str, ...],
) -> tuple[dict[str, Slot], dict[str, Slot], tuple[str, ...]]:
    """The arguments that are taken, those that are refused, and why not all may be known."""
    sent = {name: slot for name, slot in arguments.items() if not _is_left_out(ev, unsent, slot.value)}
    refused = {name: slot for name, slot in sent.items() if name in shape.refused}
    kept = {name: slot for name, slot in sent.items() if name not in refused}
    redirected = next((name for name in shape.redirects if name in kept), None)
    if redirected is not None:
        opens = (*opens, f"`{redirected}` may send it to other models")
    return kept, refused, opens


def _is_left_out(ev: Evaluator, unsent: Container[str], node: cst.BaseExpression) -> bool:
    """Whether an argument is a library's word for one that is left out, and no value that only has its name."""
    return dotted(node).rpartition(".")[2] in unsent and not all(
        isinstance(option.value, (Literal, Table, Row)) for option in ev.evaluate(node)
    )


def _spread(
    ev: Evaluator,
    sets: list[Bound],
    argument: cst.Arg,
    shape: RequestShape,
) -> list[Bound]:
    longer = []
    for choices, arguments, spread, opens in sets:
        for option in ev.evaluate(argument.value):
            both = combine(choices, option.choices)
            if both is None:
                continue
            if isinstance(option.value, Table):
                table = option.value
                added = slots_of(ev, table, shape.rename, option)
                longer.append((both, {**arguments, **added}, (*spread, table), (*opens, *table.opens)))
            else:
                reason = (
                    option.value.reason
                    if isinstance(option.value, Lost)
                    else "its `**` could not be followed"
                )
                longer.append((both, dict(arguments), spread, (*opens, reason)))
    return cut(longer)


def slots_of(
    ev: Evaluator, table: Table, rename: Mapping[str, str], option: Alternative | None, path: Keys = ()
) -> dict[str, Slot]:
    """The slots of a dict's entries, by the names of the fields; `option` has the way to the dict, `path` leads there."""
    found = {}
    for entry in table.entries:
        name = rename.get(entry.key, entry.key)
        # That another model may be asked is said by the dict, which is then open.
        certain = replace(entry, maybe="") if name == "model" else entry
        below = (*path, entry.key) if path else ()
        found[name] = Slot(entry.value, entry.written, table, with_trail(ev, certain, option), below)
    return found


def with_trail(ev: Evaluator, entry: Entry, option: Alternative | None) -> Alternatives | None:
    """The entry's values, with the way to the dict in front of their own; None where they are the expression's."""
    trail = option.trail if option is not None else ()
    if entry.fixed is None and not entry.maybe and not trail:
        return None
    values = lookups.entry_value(ev, entry)
    return tuple(item._replace(trail=(*trail, *item.trail)) for item in values)
