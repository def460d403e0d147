"""Environment variables that the code sets itself, before a client library reads them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import libcst as cst

from dsmigrate.dialects.python.abstract import Alternative, Lost, Symbol, Table, from_outside
from dsmigrate.dialects.python.evaluate import Evaluator

_ENVIRONMENT = "os.environ"
# Calls of Python's own that set a variable, by their last name: with the name and the value as their two arguments.
_SETTERS = ("setdefault", "putenv")


class Setting(NamedTuple):
    """A place that sets a variable; `value` is None where it is not written there."""

    node: cst.CSTNode
    value: cst.BaseExpression | None


def told_in_code(ev: Evaluator, call: cst.Call, variables: tuple[str, ...]) -> Alternative | None:
    """What a call finds in one of some variables, where the code sets it; None where it sets none of them.

    It is followed where it is set in the call's own file, once, or several of the variables to one text; something else
    may have set it before or after.
    """
    found = list(_settings(ev, frozenset(variables)))
    if not found:
        return None
    outside = f"the environment variable {variables[0]}"
    here = ev.names.module_of(call)
    values = {id(setting.value): setting.value for setting in found}
    texts = {ev.only_text(value) if value is not None else None for value in values.values()}
    only = found[0].value
    is_one = len(values) == 1 or (len(texts) == 1 and None not in texts)
    if is_one and only is not None and all(ev.names.module_of(each.node) is here for each in found):
        options = ev.evaluate(only)
        if len(options) == 1:
            return from_outside(options, outside)[0]
    return Alternative(Lost(f"it comes from {outside}, which is set in the code", call, outside))


def _settings(ev: Evaluator, variables: frozenset[str]) -> Iterator[Setting]:
    for change in ev.names.changes:
        if change.kind != "item" or not isinstance(change.node, cst.Subscript):
            continue
        if ev.only_text(change.key) in variables and _is_environment(ev, change.node.value):
            value = change.value if isinstance(change.value, cst.BaseExpression) else None
            yield Setting(change.node, value)
    for name in (*_SETTERS, *ev.frameworks.variable_setters):
        for call in ev.names.calls_by_name.get(name, ()):
            texts = [argument.value for argument in call.args if argument.keyword is None]
            if len(texts) > 1 and ev.only_text(texts[-2]) in variables:
                yield Setting(call, texts[-1])
    for call in ev.names.calls_by_name.get("update", ()):
        if isinstance(call.func, cst.Attribute) and _is_environment(ev, call.func.value):
            yield from _updated(ev, call, variables)


def _updated(ev: Evaluator, call: cst.Call, variables: frozenset[str]) -> Iterator[Setting]:
    for argument in call.args:
        if argument.keyword is not None and argument.keyword.value in variables:
            yield Setting(call, argument.value)
        for option in ev.evaluate(argument.value) if argument.keyword is None else ():
            if isinstance(option.value, Table):
                entries = (option.value.find(name) for name in sorted(variables))
                yield from (Setting(call, entry.value) for entry in entries if entry is not None)


def _is_environment(ev: Evaluator, node: cst.BaseExpression) -> bool:
    return any(isinstance(o.value, Symbol) and o.value.name == _ENVIRONMENT for o in ev.evaluate(node))
