"""Defaults of a model that stand ready for callers who name none, where every caller that is seen names one."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from dsmigrate.dialects.python import classes, function_calls
from dsmigrate.dialects.python.abstract import Alternative, Literal, Object
from dsmigrate.dialects.python.arguments import argument
from dsmigrate.dialects.python.evaluate import Evaluator


def spare_defaults(ev: Evaluator, model: Alternative) -> Iterator[cst.SimpleString]:
    """What is written as the default of the parameters that a model came by, and of the field that it was passed for."""
    for step in model.trail:
        param = step.binding.node
        if step.function is None or not isinstance(param, cst.Param):
            continue
        if isinstance(param.default, cst.SimpleString) and all(
            passed is not None for _, passed in function_calls.handed_in(ev, step.binding)
        ):
            yield param.default
    if isinstance(model.value, Literal):
        yield from _of_field(ev, model.value.node)


def _of_field(ev: Evaluator, passed: cst.CSTNode) -> Iterator[cst.SimpleString]:
    """The default of the data class's field that a literal is written for."""
    written = ev.tree.parent(passed)
    call = ev.tree.parent(written) if isinstance(written, cst.Arg) else None
    if not isinstance(written, cst.Arg) or written.keyword is None or not isinstance(call, cst.Call):
        return
    name = written.keyword.value
    for option in ev.evaluate(call):
        if not isinstance(option.value, Object) or classes.method(ev, option.value.cls, "__init__"):
            continue
        makers = classes.constructor_calls(ev, option.value.cls)
        if any(argument(maker, name, None) is None for maker in makers):
            continue
        for cls in classes.lineage(ev, option.value.cls):
            for binding in ev.names.own_scope(cls).bindings.get(name, ()):
                if isinstance(binding.statement, cst.AnnAssign) and isinstance(
                    binding.value, cst.SimpleString
                ):
                    yield binding.value
