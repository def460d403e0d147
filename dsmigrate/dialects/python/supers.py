"""`super().name`: the method of a base that it is, for each class that the instance may be of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python import classes
from dsmigrate.dialects.python.abstract import (
    Abstract,
    Alternative,
    Alternatives,
    Class,
    Made,
    Member,
    Object,
    Routine,
    Symbol,
)

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator

# Bases that bring no methods of their own which a project's classes call.
_BARE = frozenset({"abc.ABC", "builtins.object", "typing.Generic", "typing.Protocol"})


def attribute(ev: Evaluator, made: Made, name: str) -> Alternatives | None:
    """What `super().name` can be; None where no base that is read defines such a method."""
    function = ev.names.function_of(made.call)
    below = _below(ev, made.call)
    if below is None or not isinstance(function, cst.FunctionDef):
        return None
    positional = [*function.params.posonly_params, *function.params.params]
    if not positional:
        return None
    bindings = ev.names.own_scope(function).bindings.get(positional[0].name.value, ())
    found: list[Alternative] = []
    for binding in bindings[:1]:
        for option in ev.binding_value(binding):
            match option.value:
                case Object(cls=owner) | Class(node=owner):
                    holder, is_certain = _next(ev, owner, below, name)
                case _:
                    continue
            if holder is not None:
                found.append(option._replace(value=Routine(holder, option.value)))
            if holder is None or not is_certain:
                found.append(Alternative(Member(made, (name,)), option.choices))
    return tuple(found) if any(isinstance(option.value, Routine) for option in found) else None


def _below(ev: Evaluator, call: cst.Call) -> cst.ClassDef | None:
    """The class behind which `super()` looks: the one that it stands in, or the one that it is told."""
    function = ev.names.function_of(call)
    around = ev.names.class_of(function) if isinstance(function, cst.FunctionDef) else None
    if not call.args:
        return around
    told = [option.value for option in ev.evaluate(call.args[0].value)]
    return told[0].node if len(told) == 1 and isinstance(told[0], Class) else None


def _next(
    ev: Evaluator, owner: cst.ClassDef, below: cst.ClassDef, name: str
) -> tuple[cst.FunctionDef | None, bool]:
    """The method behind `below` in the line of `owner`, and whether no class that is not read may come first."""
    line = classes.lineage(ev, owner)
    is_certain = True
    passed = [below]
    for current in line[line.index(below) + 1 :] if below in line else ():
        is_certain &= all(map(_is_known, classes.bases(ev, passed[-1])))
        bindings = ev.names.own_scope(current).bindings.get(name, ())
        if bindings:
            last = bindings[-1].node
            if not isinstance(last, cst.FunctionDef) or classes.is_property(ev, last):
                return None, False
            return last, is_certain
        passed.append(current)
    return None, False


def _is_known(base: Abstract) -> bool:
    return isinstance(base, Class) or (isinstance(base, Symbol) and base.name in _BARE)
