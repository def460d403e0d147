"""Functions that a library makes commands of, as `fire.Fire` does, so that whoever types one passes what he likes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.catalog.frameworks import Taking
from dsmigrate.dialects.python import classes
from dsmigrate.dialects.python.abstract import Abstract, Class, Object, Package, Symbol
from dsmigrate.dialects.python.arguments import argument

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator


def making_command(ev: Evaluator, node: cst.FunctionDef | cst.ClassDef) -> str:
    """The call that makes a command of a function, a class or a method, as it is written; else empty.

    A function that is named in the call is handed on there, which is seen elsewhere.
    """
    if node.name.value.startswith("_") and node.name.value != "__init__":
        return ""
    cls = ev.names.class_of(node) if isinstance(node, cst.FunctionDef) else node
    if cls is None and not ev.names.scope_of(node).is_module:
        return ""
    made = (call for name in ev.frameworks.command_names for call in ev.names.calls_by_name.get(name, ()))
    for call in made:
        taking = _taking(ev, call)
        if taking is None:
            continue
        component = argument(call, taking.name, taking.position)
        if component is None:
            if ev.tree.root_of(call) is ev.tree.root_of(node):
                return ev.tree.text(call)
        elif any(_holds(ev, option.value, node, cls) for option in ev.evaluate(component)):
            return ev.tree.text(call)
    return ""


def _taking(ev: Evaluator, call: cst.Call) -> Taking | None:
    """Which argument of a call takes what commands are made of; None for a call that makes none."""
    names = (o.value.name for o in ev.evaluate(call.func) if isinstance(o.value, Symbol))
    return next((ev.frameworks.commands[name] for name in names if name in ev.frameworks.commands), None)


def _holds(ev: Evaluator, component: Abstract, node: cst.CSTNode, cls: cst.ClassDef | None) -> bool:
    """Whether what a library is given has a function or class among its members."""
    match component:
        case Class(node=given):
            return cls is not None and cls in classes.lineage(ev, given)
        case Object(cls=given):
            is_made = node is not cls and node is not classes.method(ev, given, "__init__")
            return is_made and cls is not None and cls in classes.lineage(ev, given)
        case Package(node=module):
            return ev.tree.root_of(node) is module
        case _:
            return False
