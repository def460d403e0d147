"""What an object keeps of what it was told, and lets others change later: `lm.kwargs["extra_body"] = {...}`."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python.abstract import Table
from dsmigrate.dialects.python.harmless import only_shows

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator

# Methods of a dict that are about one key, which is their first argument.
_OF_A_KEY = frozenset({"get", "pop", "setdefault"})


def is_open(ev: Evaluator, kept: cst.Attribute, names: Container[str]) -> bool:
    """Whether code that stands around a dict of kept arguments may use or change what is under one of `names` in it."""
    above = ev.tree.parent(kept)
    match above:
        case cst.Subscript(slice=[cst.SubscriptElement(slice=cst.Index(value=key))]):
            return _may_be(ev, key, names)
        case cst.Attribute():
            call = ev.tree.parent(above)
            return not isinstance(call, cst.Call) or call.func is not above or _is_about(ev, call, names)
        case cst.Arg(star=""):
            call = ev.tree.parent(above)
            return not isinstance(call, cst.Call) or not only_shows(call)
        case cst.ComparisonTarget(operator=cst.In() | cst.NotIn()):
            comparison = ev.tree.parent(above)
            return not isinstance(comparison, cst.Comparison) or _may_be(ev, comparison.left, names)
        case _:
            return True


def _is_about(ev: Evaluator, call: cst.Call, names: Container[str]) -> bool:
    """Whether a method of a dict may be about what stands under one of `names`."""
    assert isinstance(call.func, cst.Attribute)
    method = call.func.attr.value
    if method in _OF_A_KEY and call.args and not call.args[0].star:
        return _may_be(ev, call.args[0].value, names)
    return method != "update" or any(_puts(ev, argument, names) for argument in call.args)


def _puts(ev: Evaluator, argument: cst.Arg, names: Container[str]) -> bool:
    """Whether what `.update(...)` is given may stand under one of `names`."""
    if argument.keyword is not None:
        return argument.keyword.value in names
    tables = [option.value for option in ev.evaluate(argument.value)]
    return any(
        not isinstance(table, Table)
        or bool(table.opens)
        or any(entry.key in names for entry in table.entries)
        for table in tables
    )


def _may_be(ev: Evaluator, key: cst.BaseExpression, names: Container[str]) -> bool:
    text = ev.only_text(key)
    return text is None or text in names
