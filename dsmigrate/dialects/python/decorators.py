"""Decorators of this file: whether what they put around a function passes its arguments on as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python.scopes import Function, dotted
from dsmigrate.dialects.python.tree import walk

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator

# What takes a function only to copy its name and the like onto another one.
_COPYING = ("wraps", "functools.wraps", "update_wrapper", "functools.update_wrapper")


def passes_on(ev: Evaluator, decorator: Function, called: bool) -> bool:
    """Whether a decorator (a maker of one, where it is `called`) calls what it decorates with the arguments given."""
    if not isinstance(decorator, cst.FunctionDef):
        return False
    makers = [decorator]
    if called:
        makers = [node for node in walk(decorator) if isinstance(node, cst.FunctionDef)][1:2]
    return bool(makers) and all(_uses_plainly(ev, maker) for maker in makers)


def _uses_plainly(ev: Evaluator, maker: cst.FunctionDef) -> bool:
    """Whether all that happens to a decorator's first parameter is to be returned, or called plainly."""
    if not maker.params.params:
        return False
    name = maker.params.params[0].name.value
    own = ev.names.own_scope(maker)
    if len(own.bindings.get(name, ())) != 1:
        return False
    for node in walk(maker):
        if (
            isinstance(node, cst.Name)
            and node.value == name
            and ev.names.resolve(name, ev.names.scope_of(node)) is own
            and not _is_plain_use(ev, node)
        ):
            return False
    return True


def _is_plain_use(ev: Evaluator, node: cst.Name) -> bool:
    above = ev.tree.parent(node)
    match above:
        case cst.Param() | cst.Return() | cst.Attribute():
            return True
        case cst.Call() if above.func is node:
            return _is_plain_call(ev, above)
        case cst.Arg():
            call = ev.tree.parent(above)
            return isinstance(call, cst.Call) and dotted(call.func) in _COPYING
        case _:
            # `attr` of an attribute is a Name of its own, and so is the keyword of an argument.
            return False


def _is_plain_call(ev: Evaluator, call: cst.Call) -> bool:
    """Whether a call hands on the parameters of the function that it stands in, and nothing else."""
    function = ev.names.function_of(call)
    if function is None:
        return False
    params = function.params
    scope = ev.names.own_scope(function)
    every = [
        *params.posonly_params,
        *params.params,
        *params.kwonly_params,
        params.star_arg,
        params.star_kwarg,
    ]
    handed = {param.name.value for param in every if isinstance(param, cst.Param)}
    untouched = {name for name in handed if len(scope.bindings.get(name, ())) == 1}
    return all(
        isinstance(argument.value, cst.Name)
        and argument.value.value in untouched
        and (argument.keyword is None or argument.keyword.value == argument.value.value)
        for argument in call.args
    )
