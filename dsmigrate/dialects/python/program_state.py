"""What a program keeps in a mapping of a library's, and reads there again: the environment, a session's state."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python.abstract import Alternative, Alternatives, Literal, Lost, Symbol, from_outside

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator


def environment(
    ev: Evaluator, variable: cst.BaseExpression, default: cst.BaseExpression | None, node: cst.CSTNode
) -> Alternatives:
    """What an environment variable can be: its default, which anybody can replace, or unknown."""
    name = ev.only_text(variable)
    outside = f"the environment variable {name}" if name else "an environment variable"
    preset = tuple(kept(ev, "os.environ", name)) if name else ()
    if preset:
        return from_outside((*preset, *(ev.evaluate(default) if default is not None else ())), outside)
    if default is None:
        return ev.lost(node, f"it comes from {outside}", outside)
    found: list[Alternative] = []
    for option in ev.evaluate(default):
        if isinstance(option.value, Literal) and not option.value.data:
            found.append(Alternative(Lost(f"it comes from {outside}", node, outside), option.choices))
        else:
            found.append(option._replace(outside=option.outside or outside))
    return tuple(found)


def is_session(ev: Evaluator, qualified: str) -> bool:
    """Whether a name is that of a mapping which each user has of his own, and may fill by the widgets of a page."""
    return qualified in ev.frameworks.sessions


def of_session(
    ev: Evaluator, qualified: str, key: str, default: cst.BaseExpression | None = None
) -> Alternatives:
    """What the state of a session can hold under a key, or else the default that it is read with; nothing where not known.

    Only plain values: other pages of the program, which need not be read together with this one, share the rest.
    """
    found = [*kept(ev, qualified, key), *(ev.evaluate(default) if default is not None else ())]
    plain = tuple(option for option in found if isinstance(option.value, Literal) and option.value.data)
    return from_outside(plain, ev.frameworks.sessions[qualified])


def kept(ev: Evaluator, qualified: str, key: str) -> Iterator[Alternative]:
    """What the code puts into a mapping under a key: as an item, as an attribute, or where nobody else has."""
    for change in ev.names.changes:
        target = change.node
        if change.kind != "item" or not isinstance(target, cst.Subscript) or change.value is None:
            continue
        if ev.only_text(change.key) == key and _is_mapping(ev, target.value, qualified):
            yield from ev.evaluate(change.value)
    for binding in ev.names.attribute_bindings.get(key, ()):
        target = binding.node
        if isinstance(target, cst.Attribute) and _is_mapping(ev, target.value, qualified):
            yield from ev.binding_value(binding)
    for call in ev.names.calls_by_name.get("setdefault", ()):
        if len(call.args) != 2 or not isinstance(call.func, cst.Attribute):
            continue
        if ev.only_text(call.args[0].value) == key and _is_mapping(ev, call.func.value, qualified):
            yield from ev.evaluate(call.args[1].value)


def _is_mapping(ev: Evaluator, node: cst.BaseExpression, qualified: str) -> bool:
    return any(isinstance(o.value, Symbol) and o.value.name == qualified for o in ev.evaluate(node))
