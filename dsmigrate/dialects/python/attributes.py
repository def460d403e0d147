"""What `value.name` is where it is read: set under that dotted name, or an attribute of what stands in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python import classes, objects, rounds, uses
from dsmigrate.dialects.python.abstract import Alternative, Alternatives, Lost, Step, from_outside, under, via
from dsmigrate.dialects.python.scopes import Scope, dotted

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator


def value(ev: Evaluator, node: cst.Attribute) -> Alternatives:
    """Everything that an attribute can be where it is read."""
    name = dotted(node)
    root = name.partition(".")[0]
    here = ev.names.scope_of(node)
    scope = _holding(ev, here, name, root) if name else None
    if scope is None:
        return tuple(
            option._replace(value=ev.changes.with_remote(option.value, None, name))
            for option in _plain(ev, node)
        )
    found: list[Alternative] = []
    state = uses.state(ev, scope, name, node if uses.runs_in(here, scope) else None)
    for reach in rounds.settled(ev, state):
        if reach.binding is not None:
            found.extend(uses.reach_value(ev, reach, node))
        else:
            found.extend(
                option._replace(value=ev.changes.after(option.value, reach.changes))
                for option in under(_plain(ev, node), reach.choices)
            )
    outside = (objects.set_on_command_line(ev, o.value, node.attr.value) for o in ev.evaluate(node.value))
    found = list(from_outside(tuple(found), next(filter(None, outside), "")))
    return tuple(option._replace(value=ev.changes.with_remote(option.value, scope, name)) for option in found)


def _holding(ev: Evaluator, here: Scope, name: str, root: str) -> Scope | None:
    """The scope around `here` that assigns the dotted name and sees the same root name."""
    owner = ev.names.resolve(root, here)
    current: Scope | None = here
    while current is not None:
        if name in current.bindings and not current.is_class:
            return current if ev.names.resolve(root, current) is owner else None
        if isinstance(current.node, (cst.FunctionDef, cst.Lambda)) and owner is current:
            return None
        current = current.parent
    return None


def _plain(ev: Evaluator, node: cst.Attribute) -> Alternatives:
    found: list[Alternative] = []
    for option in ev.evaluate(node.value):
        values = ev.attribute(option.value, node.attr.value, node)
        found.extend(
            item._replace(trail=(*option.trail, *item.trail), outside=item.outside or option.outside)
            for item in under(values, option.choices)
        )
    if any(isinstance(option.value, Lost) for option in found):
        shared = objects.kept_by_application(ev, node)
        if shared:
            return shared
        found.extend(_assigned_by_methods(ev, node, dotted(node)))
    return tuple(found)


def _assigned_by_methods(ev: Evaluator, node: cst.Attribute, name: str) -> Alternatives:
    """What other methods of the class assign to `self.a.b`, where `self.a` itself could not be followed."""
    function = ev.names.function_of(node)
    cls = ev.names.class_of(function) if isinstance(function, cst.FunctionDef) else None
    if cls is None or name.count(".") < 2:
        return ()
    found: list[Alternative] = []
    for method in classes.methods(ev, cls):
        for binding in ev.names.own_scope(method).bindings.get(name, ()):
            if binding.kind == "assign":
                found.extend(via(ev.binding_value(binding), Step(binding)))
    return tuple(found)
