"""What code that is not followed does to a class of the project: makes heirs of it, or gets whole objects of it to fill."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import libcst as cst

from dsmigrate.dialects.python import classes
from dsmigrate.dialects.python.abstract import (
    Abstract,
    Class,
    Lost,
    Made,
    Member,
    Object,
    Routine,
    Row,
    Symbol,
    Table,
)
from dsmigrate.dialects.python.carriers import Carriers
from dsmigrate.dialects.python.evaluate import Evaluator
from dsmigrate.dialects.python.harmless import is_harmless
from dsmigrate.dialects.python.strings import value_of
from dsmigrate.dialects.python.tree import walk

# Functions that make a class: where among their arguments its bases stand, and by which name.
_MAKING_CLASSES = {
    "builtins.type": (1, "bases"),
    "types.new_class": (1, "bases"),
    "dataclasses.make_dataclass": (None, "bases"),
}
# Methods that every attribute of an instance goes through.
_ASKED_FOR_ALL = frozenset({"__getattribute__", "__setattr__"})
# By these any attribute of a class is set, or another class is made.
_SETTING_ANY = frozenset({"setattr", "__dict__", "vars", "update", "type", "__setattr__"})
# Functions of other packages that read all of an object, to give it back in another form.
_READING_WHOLE = frozenset({
    "asdict", "astuple", "as_dict", "to_dict", "unstructure", "to_builtins", "jsonable_encoder", "structured", "to_yaml",
    "to_container", "inspect", "encode", "validate", "fields",
})  # fmt: skip


def heir_made(ev: Evaluator, cls: cst.ClassDef, attribute: str) -> cst.Call | None:
    """The call that makes an heir of a class, as `type("B", (A,), {...})` does, which may have the attribute otherwise."""
    for made in _MAKING_CLASSES:
        for call in ev.names.calls_by_name.get(made.rpartition(".")[2], ()):
            if any(_is_heir(ev, base, cls) for base in _bases(ev, call)) and _may_set(ev, call, attribute):
                return call
    return None


def _bases(ev: Evaluator, call: cst.Call) -> Iterator[cst.BaseExpression]:
    for option in ev.evaluate(call.func):
        place, name = (
            _MAKING_CLASSES.get(option.value.name, (None, ""))
            if isinstance(option.value, Symbol)
            else (None, "")
        )
        for index, argument in enumerate(call.args):
            by_name = argument.keyword is not None and argument.keyword.value == name
            if by_name or (argument.keyword is None and index == place):
                for held in ev.evaluate(argument.value):
                    yield from held.value.elements if isinstance(held.value, Row) else ()


def _is_heir(ev: Evaluator, base: cst.BaseExpression, cls: cst.ClassDef) -> bool:
    return any(
        isinstance(option.value, Class) and cls in classes.lineage(ev, option.value.node)
        for option in ev.evaluate(base)
    )


def _may_set(ev: Evaluator, call: cst.Call, attribute: str) -> bool:
    """Whether the names that a class is made with hold an attribute, or may do so."""
    if len(call.args) != 3 or any(argument.keyword is not None or argument.star for argument in call.args):
        return True
    return any(
        not isinstance(option.value, Table) or option.value.opens or option.value.find(attribute) is not None
        for option in ev.evaluate(call.args[2].value)
    )


def working_out(ev: Evaluator, cls: cst.ClassDef, attribute: str) -> cst.CSTNode | None:
    """What of the project may give a class, or an heir of it, another attribute than stands in its body.

    That is a decorator or a metaclass of the project that names the attribute or sets any, or a method that each goes through.
    """
    for each in (*classes.lineage(ev, cls), *classes.heirs(ev, cls)):
        if ev.names.own_scope(each).bindings.keys() & _ASKED_FOR_ALL:
            return each.name
        makers = [
            *(decorator.decorator for decorator in each.decorators),
            *(keyword.value for keyword in each.keywords if _keyword(keyword) == "metaclass"),
        ]
        for maker in makers:
            called = maker.func if isinstance(maker, cst.Call) else maker
            if any(_may_put(option.value, attribute) for option in ev.evaluate(called)):
                return maker
    return None


def _may_put(maker: Abstract, attribute: str) -> bool:
    """Whether the code of a function or class of the project names an attribute, or may set any."""
    if not isinstance(maker, (Routine, Class)):
        return isinstance(maker, Lost)
    names = {attribute, *_SETTING_ANY}
    return any(
        (isinstance(node, cst.Name) and node.value in names)
        or (isinstance(node, cst.SimpleString) and value_of(node) == attribute)
        for node in walk(maker.node)
    )


def _keyword(argument: cst.Arg) -> str:
    return argument.keyword.value if argument.keyword is not None else ""


def handed_whole(ev: Evaluator, cls: cst.ClassDef) -> cst.Call | None:
    """The call by which a function of another package gets an object that only holds data, and may set any of it.

    What only shows it, or gives it back in another form, does not count, nor does a class, which keeps what it is
    made with; nor Python's own library.
    """
    if not _is_plain_data(ev, cls):
        return None
    carriers = Carriers(ev.graph, (), {cls.name.value})
    for call in ev.names.calls:
        for argument in call.args:
            if (
                isinstance(argument.value, (cst.Name, cst.Attribute, cst.Call))
                and carriers.may_reach(argument.value)
                and any(_is_one(ev, option.value, cls) for option in ev.evaluate(argument.value))
                and any(_may_fill(ev, option.value, call) for option in ev.evaluate(call.func))
                and not is_harmless(ev, call)
            ):
                return call
    return None


def _is_one(ev: Evaluator, value: Abstract, cls: cst.ClassDef) -> bool:
    return isinstance(value, Object) and cls in classes.lineage(ev, value.cls)


def _may_fill(ev: Evaluator, callee: Abstract, call: cst.Call) -> bool:
    match callee:
        case Symbol(name=name):
            last = name.rpartition(".")[2]
        case Member(base=Made(name=name), path=path):
            last = path[-1]
        case _:
            return False
    return (
        name.partition(".")[0] not in sys.stdlib_module_names
        and not last[:1].isupper()
        and last not in _READING_WHOLE
        # A file of the project that sets the attribute is read, and what it does is followed.
        and not ev.linker.is_linked(name, call)
    )


def _is_plain_data(ev: Evaluator, cls: cst.ClassDef) -> bool:
    """Whether all that a class does is to hold attributes, which may be set."""
    for current in classes.lineage(ev, cls):
        for function in classes.methods(ev, current):
            name = function.name.value
            if not (name.startswith("__") and name.endswith("__")) and not function.decorators:
                return False
        if any(
            isinstance(base, Symbol) and base.name.rpartition(".")[2] in ("NamedTuple", "Enum", "StrEnum")
            for base in classes.bases(ev, current)
        ):
            return False
    return not _is_frozen(ev, cls)


def _is_frozen(ev: Evaluator, cls: cst.ClassDef) -> bool:
    return any(
        argument.keyword is not None
        and argument.keyword.value == "frozen"
        and isinstance(argument.value, cst.Name)
        and argument.value.value == "True"
        for _, decorator in classes.decorators(ev, cls)
        if isinstance(decorator, cst.Call)
        for argument in decorator.args
    ) or any(name in ev.frameworks.frozen for name, _ in classes.decorators(ev, cls))
