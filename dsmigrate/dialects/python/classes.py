"""The classes of a module: what they are derived from, their methods, and the calls that make their instances."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python.abstract import (
    Abstract,
    Alternative,
    Alternatives,
    Class,
    Object,
    Symbol,
    settled,
)
from dsmigrate.dialects.python.scopes import dotted

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator

# Functions that only look at a class.
_LOOKING_AT = frozenset({"isinstance", "issubclass", "super", "print", "str", "repr", "id", "hash"})
CONSTRUCTORS = ("__init__", "__post_init__")
# Attributes of an instance by which another one is made, or the same one anew.
MAKING = (*CONSTRUCTORS, "__class__")


def decorators(
    ev: Evaluator, node: cst.FunctionDef | cst.ClassDef
) -> Iterator[tuple[str, cst.BaseExpression]]:
    """The qualified names of a definition's decorators, and the decorator expressions."""
    for decorator in node.decorators:
        expression = decorator.decorator
        target = expression.func if isinstance(expression, cst.Call) else expression
        for option in ev.evaluate(target):
            if isinstance(option.value, Symbol):
                yield option.value.name, expression
                break


def bases(ev: Evaluator, cls: cst.ClassDef) -> list[Abstract]:
    """What a class is derived from, in order."""
    found: list[Abstract] = []
    for base in cls.bases:
        found.extend(option.value for option in ev.evaluate(base.value)[:1])
    return found


def lineage(ev: Evaluator, cls: cst.ClassDef) -> list[cst.ClassDef]:
    """The class and those of its ancestors that this module defines, nearest first."""
    found = [cls]
    for current in found:
        for base in bases(ev, current):
            if isinstance(base, Class) and base.node not in found:
                found.append(base.node)
    return found


def heirs(ev: Evaluator, cls: cst.ClassDef) -> list[cst.ClassDef]:
    """The classes of this module that are derived from `cls`."""
    return [other for other in ev.names.classes if other is not cls and cls in lineage(ev, other)]


def children(ev: Evaluator, cls: cst.ClassDef) -> list[cst.ClassDef]:
    """The classes of this module that name `cls` as a base."""
    return [
        other
        for other in ev.names.classes
        if any(isinstance(base, Class) and base.node is cls for base in bases(ev, other))
    ]


def method(ev: Evaluator, cls: cst.ClassDef, name: str) -> cst.FunctionDef | None:
    """The method that `name` means on an instance of `cls`."""
    for current in lineage(ev, cls):
        bindings = ev.names.own_scope(current).bindings.get(name, ())
        # A setter stands below its getter; anything else that stands below replaces it.
        if bindings and not isinstance(bindings[-1].node, cst.FunctionDef):
            return None
        for binding in bindings:
            if isinstance(binding.node, cst.FunctionDef):
                return binding.node
    return None


def methods(ev: Evaluator, cls: cst.ClassDef) -> Iterator[cst.FunctionDef]:
    for bindings in ev.names.own_scope(cls).bindings.values():
        for binding in bindings:
            if isinstance(binding.node, cst.FunctionDef):
                yield binding.node


def is_static(ev: Evaluator, function: cst.FunctionDef) -> bool:
    return any(name == "builtins.staticmethod" for name, _ in decorators(ev, function))


def is_property(ev: Evaluator, function: cst.FunctionDef) -> bool:
    return any(
        name in ("builtins.property", "functools.cached_property") for name, _ in decorators(ev, function)
    )


def is_enumeration(ev: Evaluator, cls: cst.ClassDef) -> bool:
    return any(
        isinstance(base, Symbol) and base.name.rpartition(".")[2] in ("Enum", "StrEnum")
        for current in lineage(ev, cls)
        for base in bases(ev, current)
    )


def is_typed_dict(ev: Evaluator, cls: cst.ClassDef) -> bool:
    """Whether what a class makes is a plain dict."""
    return any(
        isinstance(base, Symbol) and base.name in ("typing.TypedDict", "typing_extensions.TypedDict")
        for current in lineage(ev, cls)
        for base in bases(ev, current)
    )


def constructor_calls(ev: Evaluator, cls: cst.ClassDef) -> list[cst.Call]:
    """The calls in this module that make an instance of `cls` or of an heir that takes the same arguments."""
    own = method(ev, cls, "__init__")
    same = [other for other in heirs(ev, cls) if method(ev, other, "__init__") is own]
    alike = [cls, *same]
    values = of_instances(ev)
    names = {other.name.value for other in alike} | {"cls"} | _put_under(ev, values)
    aliases = other_names(ev, names)
    calls = ev.callers(cls, names | aliases, lambda v: isinstance(v, Class) and v.node in alike)
    above = ((value, ev.tree.parent(value)) for value in values)
    direct = [(value, call) for value, call in above if isinstance(call, cst.Call) and call.func is value]
    return [*calls, *(call for value, call in direct if call not in calls and may_be(ev, value, alike))]


def of_instances(ev: Evaluator) -> list[cst.BaseExpression]:
    """The expressions that give the class of an instance, `type(x)` and `x.__class__`, and do not only show it."""
    known: list[cst.BaseExpression] = []
    known += (call for call in ev.names.calls_by_name.get("type", ()) if len(call.args) == 1)
    known += ev.names.values_by_name.get("__class__", ())
    known += (call.func for call in ev.names.calls_by_name.get("__class__", ()))
    return [value for value in known if not _is_only_looked_at(ev, value)]


def may_be(ev: Evaluator, value: cst.BaseExpression, which: list[cst.ClassDef]) -> bool:
    """Whether an expression may be one of some classes."""
    return any(
        isinstance(option.value, Class) and option.value.node in which for option in ev.evaluate(value)
    )


def _put_under(ev: Evaluator, values: list[cst.BaseExpression]) -> set[str]:
    """The names that expressions are assigned to."""
    return {
        dotted(target.target).rpartition(".")[2]
        for value in values
        if isinstance(statement := ev.tree.parent(value), cst.Assign)
        for target in statement.targets
    } - {""}


def _is_only_looked_at(ev: Evaluator, value: cst.BaseExpression) -> bool:
    """Whether a class is compared or shown, or an attribute of it is asked for."""
    above = ev.tree.parent(value)
    if isinstance(above, cst.Arg):
        call = ev.tree.parent(above)
        return isinstance(call, cst.Call) and dotted(call.func) in _LOOKING_AT
    return isinstance(
        above,
        (cst.Attribute, cst.Comparison, cst.ComparisonTarget, cst.FormattedStringExpression, cst.Expr),
    )


def other_names(ev: Evaluator, names: set[str]) -> set[str]:
    """Further names that a class or function goes by, through a plain assignment or an import."""
    return set().union(*(ev.names.other_names.get(name, ()) for name in names))


def made_by(ev: Evaluator, instance: Object) -> tuple[Hashable, Hashable]:
    """The choice that an instance stands for: the call that made it."""
    constructor = method(ev, instance.cls, "__init__")
    owner: cst.CSTNode = constructor if constructor is not None else instance.cls
    return ("call", id(owner)), id(instance.call)


def taken_as(cls: cst.ClassDef, owner: cst.ClassDef) -> tuple[Hashable, Hashable]:
    """The choice that in the methods of `cls` the instance, or the class, is `owner`: an heir, or `cls` itself."""
    return ("self", id(cls)), id(owner)


def is_about_self(question: Hashable) -> bool:
    """Whether a choice answers the question of which class the instance is."""
    return isinstance(question, tuple) and question[:1] == ("self",)


def on_exactly(cls: cst.ClassDef, owner: cst.ClassDef, alternatives: Alternatives) -> Alternatives:
    """Those of what a method of `cls` gives or sets that can be where it is called on `owner`, and on no other heir."""
    choice = taken_as(cls, owner)
    found: list[Alternative] = []
    for alternative in alternatives:
        asked = dict(alternative.choices).get(choice[0])
        if asked is None:
            found.append(alternative)
        elif asked == choice[1]:
            found += settled((alternative,), choice)
    return tuple(found)


def heir_calling(ev: Evaluator, call: cst.Call) -> cst.ClassDef | None:
    """The class whose constructor calls that of its base by `call`: `super().__init__(...)`."""
    func = call.func
    if not isinstance(func, cst.Attribute) or func.attr.value != "__init__" or not is_super(func.value):
        return None
    function = ev.names.function_of(call)
    return ev.names.class_of(function) if isinstance(function, cst.FunctionDef) else None


def is_super(node: cst.BaseExpression) -> bool:
    """Whether an expression is `super()`, whatever it is given."""
    return isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value == "super"
