"""How code that is not followed may call a function of the project, or make an object of a class: handed on, registered, set up anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python import classes, function_calls, handing_on
from dsmigrate.dialects.python.abstract import Class, Object, Routine, Symbol
from dsmigrate.dialects.python.commands import making_command
from dsmigrate.dialects.python.decorators import passes_on
from dsmigrate.dialects.python.harmless import only_shows
from dsmigrate.dialects.python.scopes import Binding, Function, dotted

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator

# Decorators of Python's own that hand a function's arguments on as they are, and call it for nobody else.
_PLAIN_DECORATORS = (
    "builtins.", "functools.", "abc.", "typing.", "typing_extensions.", "contextlib.", "dataclasses.", "asyncio.",
    "unittest.",
)  # fmt: skip


def handed_on(ev: Evaluator, function: Function) -> str:
    """How a function can be called by code that is not followed: handed on as a value, or registered; else empty."""
    if isinstance(function, cst.Lambda):
        return "it is called through a lambda"
    name = function.name.value
    cls = ev.names.class_of(function)
    if cls is not None and name == "__init__":
        reason = class_handed_on(ev, cls) or _set_up_anew(ev, function)
        if reason:
            return reason
    command = making_command(ev, function)
    if command:
        return f"`{command}` makes a command of `{name}`, and may call it with other arguments"
    for decorator in function.decorators:
        target = (
            decorator.decorator.func if isinstance(decorator.decorator, cst.Call) else decorator.decorator
        )
        for option in ev.evaluate(target):
            known = option.value.name if isinstance(option.value, Symbol) else ""
            if isinstance(option.value, Routine):
                if not passes_on(ev, option.value.node, called=target is not decorator.decorator):
                    return f"`{name}` is wrapped by `@{ev.tree.text(target)}`, which may call it with other arguments"
            elif not known.startswith((*_PLAIN_DECORATORS, *ev.frameworks.decorators)):
                return f"`{name}` is registered by `@{ev.tree.text(target)}`, which may call it with other arguments"
    for value in ev.names.values_by_name.get(name, ()):
        if function_calls.is_or_may_be(ev, value, function) and not handing_on.is_run(ev, value):
            return f"`{name}` is handed on as a value, and may be called with other arguments"
    for attribute in ("__defaults__", "__kwdefaults__", "__code__"):
        if any(
            _is_about(ev, binding, function) for binding in ev.names.attribute_bindings.get(attribute, ())
        ):
            return f"`{name}.{attribute}` is set"
        for value in ev.names.values_by_name.get(attribute, ()):
            if isinstance(value, cst.Attribute) and function_calls.is_or_may_be(ev, value.value, function):
                return f"what `{name}.{attribute}` holds may be set"
    for call in ev.names.calls_by_name.get("getattr", ()):
        if len(call.args) > 1 and ev.only_text(call.args[1].value) == name:
            return f"`{name}` is looked up by name, and may be called with other arguments"
    return ""


def _set_up_anew(ev: Evaluator, constructor: cst.FunctionDef) -> str:
    """The call of a constructor on an instance that was made before; else empty."""
    for call in ev.names.calls_by_name.get("__init__", ()):
        if isinstance(call.func, cst.Attribute) and not classes.is_super(call.func.value):
            for option in ev.evaluate(call.func):
                value = option.value
                if (
                    isinstance(value, Routine)
                    and value.node is constructor
                    and isinstance(value.bound, Object)
                ):
                    where = ev.tree.row_and_file(call)
                    return f"`{ev.tree.text(call.func)}` in {where} may give an instance another model"
    return ""


def class_handed_on(ev: Evaluator, cls: cst.ClassDef) -> str:
    """How a class, or an heir that is made like it, is handed on as a value, to be called elsewhere; else empty."""
    command = making_command(ev, cls)
    if command:
        return f"`{command}` makes a command of `{cls.name.value}`, and may make it with other arguments"
    own = classes.method(ev, cls, "__init__")
    made_alike = [
        cls,
        *(heir for heir in classes.heirs(ev, cls) if classes.method(ev, heir, "__init__") is own),
    ]
    for current in made_alike:
        name = current.name.value
        for alias in sorted(classes.other_names(ev, {name}) | {name}):
            for value in ev.names.values_by_name.get(alias, ()):
                if _is_handed(ev, value) and any(
                    isinstance(option.value, Class) and option.value.node is current
                    for option in ev.evaluate(value)
                ):
                    return f"`{name}` is handed on as a value, and may be made with other arguments"
    for value in classes.of_instances(ev):
        if _is_handed(ev, value) and classes.may_be(ev, value, made_alike):
            text = ev.tree.text(value)
            return f"`{text}` is handed on as a value, and may be made with other arguments"
    return ""


def _is_handed(ev: Evaluator, value: cst.BaseExpression) -> bool:
    """Whether a class's name stands where its value goes on: in no annotation, no list of bases and no type test."""
    above = ev.tree.parent(value)
    if isinstance(above, cst.Arg):
        call = ev.tree.parent(above)
        if isinstance(call, cst.ClassDef):
            return False
        if isinstance(call, cst.Call) and (
            dotted(call.func) in ("isinstance", "issubclass", "super", "cast") or only_shows(call)
        ):
            return False
    for node in ev.tree.ancestors(value):
        if isinstance(node, cst.Annotation):
            return False
        if isinstance(node, (cst.BaseSmallStatement, cst.BaseCompoundStatement)):
            # `Other = LLM` is followed.
            return not (isinstance(node, cst.Assign) and node.value is value)
    return True


def _is_about(ev: Evaluator, binding: Binding, function: Function) -> bool:
    """Whether an attribute that is set is one of `function`."""
    target = binding.node
    return isinstance(target, cst.Attribute) and any(
        isinstance(option.value, Routine) and option.value.node is function
        for option in ev.evaluate(target.value)
    )
