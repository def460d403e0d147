"""The calls of a function that are read, and where in each its arguments stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python import classes, handing_on
from dsmigrate.dialects.python.abstract import Class, Routine
from dsmigrate.dialects.python.arguments import argument
from dsmigrate.dialects.python.scopes import Binding, Function, dotted

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator

# Decorators of methods that are told no instance, however they are called.
_UNBOUND_DECORATORS = ("builtins.classmethod", "builtins.staticmethod")


def calls_of(ev: Evaluator, function: Function) -> list[tuple[cst.Call, int]]:
    """The calls of a function in this module, each with where in it the argument for the first parameter stands.

    Among them are those that a thread or an executor makes, which are written nowhere.
    """
    if isinstance(function, cst.Lambda):
        return []
    cls = ev.names.class_of(function)
    name = function.name.value
    found: list[tuple[cst.Call, int]] = []
    if cls is not None and name == "__init__":
        found.extend((call, -1) for call in classes.constructor_calls(ev, cls))
    names = {name} | classes.other_names(ev, {name})
    first = 0 if _is_unbound(ev, function) else -1
    for call in ev.callers(function, names, lambda v: isinstance(v, Routine) and v.node is function):
        found.extend((call, place) for place in first_places(ev, call, function, first))
    if name == "__init__":
        return found
    for runner, handed in handing_on.all_handed(ev):
        if is_or_may_be(ev, handing_on.unwrapped(ev, handed.function)[0], function):
            for call in handing_on.calls_made(ev, runner, handed):
                found.extend((call, place) for place in first_places(ev, call, function, first))
    for call in ev.names.calls_by_name.get("partial", ()):
        if call.args and is_or_may_be(ev, call.args[0].value, function) and not handing_on.is_run(ev, call):
            found.append((call, first + 1))
    return found


def handed_in(ev: Evaluator, binding: Binding) -> Iterator[tuple[cst.Call, cst.BaseExpression | None]]:
    """For a parameter, each call of its function that is read, and the expression for it; None where none is written there."""
    function, param = binding.scope.node, binding.node
    if not isinstance(function, cst.FunctionDef) or not isinstance(param, cst.Param):
        return
    positional = [*function.params.posonly_params, *function.params.params]
    for call, first in calls_of(ev, function):
        position = positional.index(param) + first if param in positional else None
        yield call, argument(call, param.name.value, position)


def first_places(ev: Evaluator, call: cst.Call, function: cst.FunctionDef, first: int) -> Iterator[int]:
    """Where in a call of a function the argument for its first parameter may stand, in general at `first`.

    A method that is called on its class is told its instance: `Base.__init__(self, ...)`.
    """
    called = [option.value for option in ev.evaluate(call.func)]
    on_class = [
        isinstance(value.bound, Class)
        for value in called
        if isinstance(value, Routine) and value.node is function
    ]
    if not any(on_class) or any(name in _UNBOUND_DECORATORS for name, _ in classes.decorators(ev, function)):
        yield first
        return
    yield 0
    if not all(on_class):
        yield first


def _is_unbound(ev: Evaluator, function: Function) -> bool:
    """Whether a function is told no instance in front of its arguments: it is no method, or a static one."""
    if not isinstance(function, cst.FunctionDef) or ev.names.class_of(function) is None:
        return True
    return classes.is_static(ev, function)


def is_or_may_be(ev: Evaluator, expression: cst.BaseExpression, function: Function) -> bool:
    """Whether an expression can be a function of the project."""
    return any(
        isinstance(option.value, Routine) and option.value.node is function
        for option in ev.evaluate(expression)
    )


def is_partial(call: cst.Call) -> bool:
    """Whether a call only holds some arguments for later."""
    return dotted(call.func).rpartition(".")[2] == "partial"
