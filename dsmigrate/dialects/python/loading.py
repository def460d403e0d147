"""Objects of a project's class that a library fills from a command line, a file or a request, with its defaults left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python import classes
from dsmigrate.dialects.python.abstract import Alternative, Alternatives, Class, Made, Object, Row
from dsmigrate.dialects.python.arguments import argument

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator


def loaded(ev: Evaluator, name: str, node: cst.Call) -> Alternatives:
    """What a function of a library gives that is told a class; nothing for any other."""
    taking = ev.frameworks.loading.functions.get(name)
    if taking is None:
        return ()
    told = argument(node, taking.name, taking.position)
    return _objects(ev, told, node) if told is not None else ()


def by_method(ev: Evaluator, node: cst.Call) -> Alternatives:
    """What `Settings.model_validate(...)` and its like give; nothing for any other call."""
    if not isinstance(node.func, cst.Attribute) or node.func.attr.value not in ev.frameworks.loading.methods:
        return ()
    options = ev.evaluate(node.func.value)
    method = node.func.attr.value
    if not all(
        isinstance(o.value, Class) and classes.method(ev, o.value.node, method) is None for o in options
    ):
        return ()
    return _objects(ev, node.func.value, node)


def one_of_several(ev: Evaluator, made: Made, index: int) -> Alternatives:
    """The object at an index of the tuple that a parser gives which was told the classes; nothing for anything else."""
    call = made.call
    maker_name, _, method = made.name.rpartition("().")
    taking = ev.frameworks.loading.parsers.get(maker_name)
    if taking is None or not isinstance(call.func, cst.Attribute) or method != call.func.attr.value:
        return ()
    found: list[Alternative] = []
    for parser in ev.evaluate(call.func.value) if method in ev.frameworks.loading.parsing else ():
        maker = parser.value.call if isinstance(parser.value, Made) else call
        told = argument(maker, taking.name, taking.position)
        for option in ev.evaluate(told) if told is not None else ():
            if isinstance(option.value, Row) and index < len(option.value.elements):
                found += _objects(ev, option.value.elements[index], call)
            elif isinstance(option.value, Class) and index == 0 and told is not None:
                found += _objects(ev, told, call)
    return tuple(found)


def _objects(ev: Evaluator, told: cst.BaseExpression, call: cst.Call) -> Alternatives:
    outside = f"what `{ev.tree.text(call.func)}` reads"
    return tuple(
        option._replace(value=Object(option.value.node), outside=outside)
        for option in ev.evaluate(told)
        if isinstance(option.value, Class)
    )
