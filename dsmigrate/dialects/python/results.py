"""What calls of a module's functions give back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python import classes, uses
from dsmigrate.dialects.python.abstract import (
    Alternative,
    Alternatives,
    Class,
    Literal,
    Object,
    Routine,
    Step,
    settled,
    under,
    via,
)
from dsmigrate.dialects.python.scopes import Function

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator


# What makes a generator a context, which hands out what is yielded.
_CONTEXTS = frozenset({"contextlib.contextmanager", "contextlib.asynccontextmanager"})


def returned(ev: Evaluator, routine: Routine, call: cst.Call | None) -> Alternatives:
    """What a call of a function of this module can give back."""
    function = routine.node
    if isinstance(function, cst.Lambda):
        return ev.evaluate(function.body)
    definition = next(
        b for b in ev.names.scope_of(function).bindings[function.name.value] if b.node is function
    )
    if id(function) in ev.names.yields:
        if not any(name in _CONTEXTS for name, _ in classes.decorators(ev, function)):
            return ev.lost(function, f"`{function.name.value}()` is a generator")
        return via(_from_call(ev, routine, call, yielded(ev, function)), Step(definition))
    found: list[Alternative] = []
    scope = ev.names.own_scope(function)
    for statement in ev.names.returns.get(id(function), ()):
        nothing = Alternative(Literal(None, statement, editable=False))
        values = (nothing,) if statement.value is None else ev.evaluate(statement.value)
        for reach in uses.state(ev, scope, "", statement):
            found.extend(under(values, reach.choices))
    if all(isinstance(option.value, Literal) and option.value.data is None for option in found):
        return ev.lost(function, f"`{function.name.value}()` gives nothing back that could be followed")
    for reach in uses.state(ev, scope, "", None):
        found.append(Alternative(Literal(None, function, editable=False), reach.choices))
    return via(_from_call(ev, routine, call, tuple(found)), Step(definition))


def yielded(ev: Evaluator, function: Function) -> Alternatives:
    """What a generator hands out, where each thing that it yields is written at its `yield`."""
    found: list[Alternative] = []
    for node in ev.names.yields.get(id(function), ()):
        if not isinstance(node.value, cst.BaseExpression):
            return ev.lost(function, "what it yields could not be followed")
        found.extend(ev.evaluate(node.value))
    return tuple(found)


def given(ev: Evaluator, routine: Routine) -> Alternatives:
    """What a function hands out that others call for it: what it returns or, as a generator, yields."""
    if id(routine.node) in ev.names.yields:
        return yielded(ev, routine.node)
    return returned(ev, routine, None)


def _from_call(ev: Evaluator, routine: Routine, call: cst.Call | None, found: Alternatives) -> Alternatives:
    """What a function gives, as far as it can be where `call` is its call and `routine` what it is bound to."""
    function = routine.node
    if call is not None:
        found = settled(found, (("call", id(function)), id(call)))
    cls = ev.names.class_of(function)
    if cls is not None and isinstance(routine.bound, (Object, Class)):
        owner = routine.bound.cls if isinstance(routine.bound, Object) else routine.bound.node
        found = classes.on_exactly(cls, owner, found)
    if isinstance(routine.bound, Object) and routine.bound.call is not None:
        found = settled(found, classes.made_by(ev, routine.bound))
    return found
