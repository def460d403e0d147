"""What a request's call sends: the fields of its body, each with where it was written."""

from __future__ import annotations

import json

import libcst as cst

from dsmigrate.catalog.shapes import RequestShape
from dsmigrate.dialects.python.abstract import Abstract, Alternative, Literal, Lost, Table, under
from dsmigrate.dialects.python.bound_arguments import slots_of
from dsmigrate.dialects.python.drafts import Bound, Slot, cut
from dsmigrate.dialects.python.flow import Choices
from dsmigrate.dialects.python.passed import Passed


def bodies(
    passed: Passed, shape: RequestShape, choices: Choices, arguments: dict[str, Slot], opens: tuple[str, ...]
) -> list[Bound]:
    """What a call sends, for each way that the dicts it merges can be."""
    if shape.body:
        return _whole(passed, shape, choices, arguments, opens)
    found: list[Bound] = [(choices, _at_the_top(shape, arguments), (), opens)]
    for path in shape.merge:
        longer: list[Bound] = []
        for together, body, tables, reasons in found:
            for option in under(passed.at_path(arguments, path), together):
                if isinstance(option.value, Table):
                    table = option.value
                    inner = {
                        p[len(path)] for p in shape.merge if p[: len(path)] == path and len(p) > len(path)
                    }
                    deeper = {shape.rename.get(key, key) for key in inner}
                    added = {
                        name: slot
                        for name, slot in slots_of(passed.ev, table, shape.rename, None, path).items()
                        if name not in deeper
                    }
                    longer.append(
                        (option.choices, {**body, **added}, (*tables, table), (*reasons, *table.opens))
                    )
                elif isinstance(option.value, Literal) and option.value.data is None:
                    longer.append((option.choices, body, tables, reasons))
                else:
                    reason = (
                        option.value.reason
                        if isinstance(option.value, Lost)
                        else f"`{path[0]}` could not be followed"
                    )
                    longer.append((option.choices, body, tables, (*reasons, reason)))
        found = cut(longer)
    for name, keys in shape.nested.items():
        deep = passed.entry_at(arguments, keys)
        if deep is not None:
            for _, body, _, _ in found:
                body[name] = deep
    return found


def _at_the_top(shape: RequestShape, arguments: dict[str, Slot]) -> dict[str, Slot]:
    """The arguments that are fields of the body by themselves."""
    outer = {path[0] for path in (*shape.merge, *shape.endpoint)}
    special = {*outer, *shape.client, shape.provider, shape.chat_only_with}
    # What is sent either way is nothing that anyone could leave out.
    special.update(shape.always)
    special |= {name for implied in shape.implied.values() for name in implied}
    plain = {name: slot for name, slot in arguments.items() if name not in special}
    if shape.models:
        # What else such a call is told is about agents, and no field of a body.
        plain = {name: slot for name, slot in plain.items() if name == "model"}
    return plain


def _whole(
    passed: Passed, shape: RequestShape, choices: Choices, arguments: dict[str, Slot], opens: tuple[str, ...]
) -> list[Bound]:
    """The body of a plain HTTP call, which is one argument, for each way that this can be."""
    slot = next((arguments[name] for name in shape.body if name in arguments), None)
    if slot is None:
        return [(choices, {}, (), (*opens, "it has no body that could be followed") if opens else opens)]
    found: list[Bound] = []
    for option in under(passed.slot_value(slot), choices):
        if isinstance(option.value, Table):
            table = option.value
            body = slots_of(passed.ev, table, {}, option)
            found.append((option.choices, body, (table,), (*opens, *table.opens)))
        elif (written := _from_text(option)) is not None:
            found.append((option.choices, written, (), opens))
        else:
            reason = (
                option.value.reason if isinstance(option.value, Lost) else "its body could not be followed"
            )
            found.append((option.choices, {}, (), (*opens, reason)))
    return found


def _from_text(option: Alternative) -> dict[str, Slot] | None:
    """The body where it is written out as JSON text: known, but not to be edited."""
    value = option.value
    if not isinstance(value, Literal) or not isinstance(value.data, str):
        return None
    try:
        parsed = json.loads(value.data)
    except ValueError:
        return None
    if not isinstance(parsed, dict):
        return None
    body: dict[str, Slot] = {}
    for key, inner in parsed.items():
        plain = inner is None or isinstance(inner, (str, int, float))
        known: Abstract = (
            Literal(inner, value.node, editable=False)
            if plain
            else Lost("it stands in JSON text", value.node)
        )
        body[key] = Slot(cst.Name("body"), value.node, None, (Alternative(known, option.choices),))
    return body
