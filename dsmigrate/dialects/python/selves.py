"""What `self` is in a method: an instance of its class or of an heir, and what each of these passes on to itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python import classes, function_calls
from dsmigrate.dialects.python.abstract import (
    Abstract,
    Alternative,
    Alternatives,
    Class,
    Literal,
    Lost,
    Object,
    Routine,
    Symbol,
    under,
)
from dsmigrate.dialects.python.flow import Choices, combine
from dsmigrate.dialects.python.scopes import Function, dotted

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator


# Methods that are told a class without being decorated.
_OF_CLASSES = frozenset({"__new__", "__init_subclass__", "__class_getitem__"})


def self_or_class(ev: Evaluator, function: cst.FunctionDef, param: cst.Param) -> Alternatives | None:
    """`self` as an instance of the class or of an heir that inherits the method, each under its own choice."""
    cls = ev.names.class_of(function)
    positional = [*function.params.posonly_params, *function.params.params]
    if cls is None or not positional or positional[0] is not param or classes.is_static(ev, function):
        return None
    is_class_method = function.name.value in _OF_CLASSES or any(
        name == "builtins.classmethod" for name, _ in classes.decorators(ev, function)
    )
    inheriting = [
        other
        for other in classes.heirs(ev, cls)
        if classes.method(ev, other, function.name.value) is function
    ]
    # An heir's own method of that name may call this one.
    overriding = [other for other in classes.heirs(ev, cls) if other not in inheriting]
    owners = [cls, *inheriting, *overriding]
    others = () if is_class_method else tuple(_other_selves(ev, function, owners))
    if len(owners) == 1 and not others:
        return (Alternative(Class(cls) if is_class_method else Object(cls)),)
    if len(owners) > 1 and not _is_used_itself(ev, cls) and not _is_called_on(ev, cls, function):
        owners = owners[1:]
    own = (
        Alternative(
            Class(owner) if is_class_method else Object(owner), frozenset({classes.taken_as(cls, owner)})
        )
        for owner in owners
    )
    return (*own, *others)


def _other_selves(
    ev: Evaluator, function: cst.FunctionDef, owners: list[cst.ClassDef]
) -> Iterator[Alternative]:
    """What a method is told as its instance where it is called on its class, and that is none of `owners`.

    Told by the class's name, since to follow all that is called so would lead back here.
    """
    cls = ev.names.class_of(function)
    called = {owner.name.value for owner in owners}
    called |= classes.other_names(ev, called)
    for call in ev.names.calls_by_name.get(function.name.value, ()):
        receiver = call.func.value if isinstance(call.func, cst.Attribute) else None
        last = receiver.attr if isinstance(receiver, cst.Attribute) else receiver
        if not isinstance(last, cst.Name) or last.value not in called:
            continue
        if not call.args or call.args[0].keyword is not None:
            continue
        within = ev.names.function_of(call)
        if isinstance(within, cst.FunctionDef) and ev.names.class_of(within) in owners:
            continue
        if 0 not in function_calls.first_places(ev, call, function, -1):
            continue
        choice: Choices = frozenset({(("call", id(function)), id(call)), (("self", id(cls)), id(call))})
        for option in ev.evaluate(call.args[0].value):
            if not isinstance(option.value, Object) or option.value.cls not in owners:
                yield from under((option,), choice)


def _is_used_itself(ev: Evaluator, cls: cst.ClassDef) -> bool:
    """Whether a class is called, or handed on as a value, and does not only have heirs."""
    names = {cls.name.value}
    for name in names | classes.other_names(ev, names):
        if ev.names.calls_by_name.get(name):
            return True
        for value in ev.names.values_by_name.get(name, ()):
            above = ev.tree.parent(value)
            if not isinstance(above, cst.Arg) or not isinstance(ev.tree.parent(above), cst.ClassDef):
                return True
    return False


def _is_called_on(ev: Evaluator, cls: cst.ClassDef, function: cst.FunctionDef) -> bool:
    """Whether a method is called on the class itself, by its name."""
    called = f"{cls.name.value}.{function.name.value}"
    return any(dotted(call.func) == called for call in ev.names.calls_by_name.get(function.name.value, ()))


def on_same_self(ev: Evaluator, function: Function, call: cst.Call, passed: Alternatives) -> Alternatives:
    """Of what `self.method(self.value)` passes, what it passes where `self` is of a class whose `method` is `function`.

    What one heir sets is not what the method of another is given.
    """
    cls = ev.names.class_of(function) if isinstance(function, cst.FunctionDef) else None
    ways = [
        option
        for option in ev.evaluate(call.func)
        if isinstance(option.value, Routine) and option.value.node is function
    ]
    if cls is None or not ways or not _is_on_self(ev, call):
        return passed
    found: list[Alternative] = []
    for alternative in passed:
        # What is worked out later, such as the entries of a dict, may depend on it without saying so yet.
        later = not isinstance(alternative.value, (Literal, Symbol, Lost))
        told = dict(alternative.choices)
        fitting = [way for way in ways if combine(alternative.choices, way.choices) is not None]
        same: list[Choices] = []
        for way in fitting:
            selves = {(key, branch) for key, branch in way.choices if classes.is_about_self(key)}
            owner = _owner(way.value)
            if owner is not None and any(later or key in told for key, _ in selves):
                same.append(frozenset({*selves, classes.taken_as(cls, owner)}))
        if len(same) < len(fitting):
            found.append(alternative)
        else:
            for choice in dict.fromkeys(same):
                found.extend(under((alternative,), choice))
    return tuple(found)


def _is_on_self(ev: Evaluator, call: cst.Call) -> bool:
    """Whether a method is called on the instance, or class, whose method the call stands in."""
    receiver = call.func.value if isinstance(call.func, cst.Attribute) else None
    if receiver is None or classes.is_super(receiver):
        return receiver is not None
    if not isinstance(receiver, cst.Name):
        return False
    scope = ev.names.resolve(receiver.value, ev.names.scope_of(receiver))
    function = scope.node if scope is not None else None
    if not isinstance(function, cst.FunctionDef) or ev.names.class_of(function) is None:
        return False
    positional = [*function.params.posonly_params, *function.params.params]
    return bool(positional) and positional[0].name.value == receiver.value


def _owner(value: Abstract) -> cst.ClassDef | None:
    """The class on which, or on an instance of which, a method is called."""
    match value:
        case Routine(bound=Object(cls=cls)) | Routine(bound=Class(node=cls)):
            return cls
        case _:
            return None
