"""What a framework passes to a function: its command's options, dependencies, fixtures, the body of an HTTP request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.file_kinds import FIXTURES
from dsmigrate.dialects.python import classes, dependency_overrides, objects, results
from dsmigrate.dialects.python.abstract import (
    Alternative,
    Alternatives,
    Class,
    Literal,
    Lost,
    Object,
    Routine,
    Symbol,
    from_outside,
    under,
)
from dsmigrate.dialects.python.arguments import argument
from dsmigrate.dialects.python.scopes import Function, Scope

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator

_ANNOTATED = frozenset({"typing.Annotated", "typing_extensions.Annotated"})


def default(ev: Evaluator, function: Function, param: cst.Param) -> Alternatives | None:
    """What a parameter is where nothing is passed: what a framework puts there, or what is written; None for neither."""
    if isinstance(function, cst.FunctionDef):
        for name, expression in classes.decorators(ev, function):
            if name in ev.frameworks.option_decorators and isinstance(expression, cst.Call):
                option = _option_default(ev, expression, param.name.value)
                if option is not None:
                    return option
    beside = _beside_type(ev, param)
    for expression in (*beside, *([param.default] if param.default is not None else ())):
        injected = _injected(ev, expression)
        if injected is not None:
            return injected
    if param.default is None:
        return None
    wrapped = objects.field_default(ev, param.default)
    if wrapped is not None:
        return from_outside(wrapped[0], wrapped[1])
    return ev.evaluate(param.default)


def _option_default(ev: Evaluator, call: cst.Call, name: str) -> Alternatives | None:
    """The default of a command's option, where `call` declares the one that fills the parameter `name`."""
    texts = [
        option.value.data
        for passed in call.args
        if passed.keyword is None
        for option in ev.evaluate(passed.value)
        if isinstance(option.value, Literal) and isinstance(option.value.data, str)
    ]
    if not any(text.lstrip("-").replace("-", "_").lower() == name for text in texts):
        return None
    outside = f"the command line option {texts[0]}"
    default = argument(call, "default", None)
    if default is not None:
        return from_outside(ev.evaluate(default), outside)
    return ev.lost(call, "it is given on the command line", outside)


def _injected(ev: Evaluator, expression: cst.BaseExpression) -> Alternatives | None:
    """What the function gives that `Depends(function)` names; None for anything else."""
    if not isinstance(expression, cst.Call) or not expression.args:
        return None
    known = ev.frameworks.injectors
    names = (o.value.name for o in ev.evaluate(expression.func) if isinstance(o.value, Symbol))
    taking = next((known[name] for name in names if name in known), None)
    if taking is None:
        return None
    asked = expression.args[0]
    if asked.star or (asked.keyword is not None and asked.keyword.value != taking.name):
        return None
    found: list[Alternative] = []
    for option in ev.evaluate(asked.value):
        if not isinstance(option.value, Routine):
            return None
        values = (*results.given(ev, option.value), *dependency_overrides.given_instead(ev, option.value))
        found.extend(under(values, option.choices))
    return tuple(found)


def _beside_type(ev: Evaluator, param: cst.Param) -> Iterator[cst.BaseExpression]:
    """What stands beside the type in a parameter's `Annotated[type, ...]`, under whatever name that is kept."""
    annotation = param.annotation.annotation if param.annotation is not None else None
    if not isinstance(annotation, (cst.Name, cst.Attribute, cst.Subscript)):
        return
    for option in ev.evaluate(annotation):
        whole = option.value.node if isinstance(option.value, Lost) else None
        if isinstance(whole, cst.Subscript) and any(
            isinstance(o.value, Symbol) and o.value.name in _ANNOTATED for o in ev.evaluate(whole.value)
        ):
            yield from (each.slice.value for each in whole.slice[1:] if isinstance(each.slice, cst.Index))


def web_body(ev: Evaluator, function: Function, param: cst.Param) -> Alternatives:
    """An instance of the class that a web framework fills from what it is sent, for a parameter of a route; else nothing."""
    annotation = param.annotation.annotation if param.annotation is not None else None
    if annotation is None or not isinstance(function, cst.FunctionDef) or not _is_route(ev, function):
        return ()
    return tuple(
        option._replace(
            value=Object(option.value.node), outside=option.outside or "the body of the HTTP request"
        )
        for option in ev.evaluate(annotation)
        if isinstance(option.value, Class) and _is_filled(ev, option.value.node)
    )


def _is_route(ev: Evaluator, function: cst.FunctionDef) -> bool:
    """Whether a function answers HTTP requests: `@app.post("/path")`."""
    makers = (d.decorator.func for d in function.decorators if isinstance(d.decorator, cst.Call))
    routes = ev.frameworks.routes
    return any(isinstance(maker, cst.Attribute) and maker.attr.value in routes for maker in makers)


def _is_filled(ev: Evaluator, cls: cst.ClassDef) -> bool:
    """Whether a class is derived from one whose heirs web frameworks fill."""
    return any(
        isinstance(base, Symbol) and base.name in ev.frameworks.models
        for current in classes.lineage(ev, cls)
        for base in classes.bases(ev, current)
    )


def fixture(ev: Evaluator, function: Function, name: str) -> Alternatives | None:
    """For a test's parameter: what the fixture of that name in reach returns."""
    for binding in (b for scope in _giving_fixtures(ev, function) for b in scope.bindings.get(name, ())):
        if not isinstance(binding.node, cst.FunctionDef) or binding.node is function:
            continue
        if any(made in ev.frameworks.fixtures for made, _ in classes.decorators(ev, binding.node)):
            return results.returned(ev, Routine(binding.node), None)
    ev.linker.want_fixtures(function)
    return None


def _giving_fixtures(ev: Evaluator, function: Function) -> list[Scope]:
    """The modules whose fixtures a test may ask for: its own, and the conftest.py of the folders above, nearest first."""
    here = ev.names.module_of(function)
    folders = ev.tree.tree_of(function).source.path.parents
    shared = [
        (len(tree.source.path.parts), scope)
        for scope, tree in zip(ev.names.modules, ev.tree.trees, strict=True)
        if scope is not here and tree.source.path.name == FIXTURES and tree.source.path.parent in folders
    ]
    return [here, *(scope for _, scope in sorted(shared, key=lambda item: -item[0]))]
