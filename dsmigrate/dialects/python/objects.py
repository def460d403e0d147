"""Instances of a module's classes: what an attribute of one can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python import classes, command_line, field_names, lookups, results, uses
from dsmigrate.dialects.python.abstract import (
    Abstract,
    Alternative,
    Alternatives,
    Class,
    Entry,
    Literal,
    Object,
    Routine,
    Step,
    Symbol,
    Table,
    from_outside,
    settled,
    under,
    via,
)
from dsmigrate.dialects.python.flow import NO_CHOICE, Choices, combine
from dsmigrate.dialects.python.scopes import Binding, dotted

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator

# Python's own field of a data class, whose default is no positional argument.
_FIELD = "dataclasses.field"
_NOT_FOLLOWED = "its arguments could not be followed"


def member_by_value(ev: Evaluator, cls: cst.ClassDef, call: cst.Call) -> Alternatives:
    """The member of an enumeration whose value is the only argument of `call`."""
    wanted, outside = ev.usual_text(call.args[0].value) if len(call.args) == 1 else (None, "")
    for binding in (b for bindings in ev.names.own_scope(cls).bindings.values() for b in bindings):
        values = stored(ev, binding) if binding.kind == "assign" else ()
        if len(values) == 1 and isinstance(values[0].value, Literal) and values[0].value.data == wanted:
            return from_outside(values, outside)
    return ev.lost(call, f"a member of `{cls.name.value}` is looked up by its value", outside)


def field_default(ev: Evaluator, value: cst.CSTNode) -> tuple[Alternatives, str] | None:
    """The default that `Field(...)` and its like hold, and what can override it; None for a plain expression."""
    if not isinstance(value, cst.Call):
        return None
    options = ev.evaluate(value.func)
    name = options[0].value.name if isinstance(options[0].value, Symbol) else ""
    fields, options_of = ev.frameworks.fields, ev.frameworks.options
    if name != _FIELD and name not in fields and name not in options_of:
        return None
    outside = options_of.get(name, "")
    positional = name != _FIELD and fields.get(name, True)
    for index, argument in enumerate(value.args):
        if argument.keyword is None:
            if index == 0 and positional:
                return ev.evaluate(argument.value), outside
        elif argument.keyword.value == "default":
            return ev.evaluate(argument.value), outside
        elif argument.keyword.value in ("default_factory", "factory") and isinstance(
            argument.value, cst.Lambda
        ):
            return ev.evaluate(argument.value.body), ""
    return ev.lost(value, "it has no default"), outside


def stored(ev: Evaluator, binding: Binding) -> Alternatives:
    """What a class attribute holds, with field wrappers taken off."""
    if binding.value is not None and binding.kind == "assign" and not binding.path:
        wrapped = field_default(ev, binding.value)
        if wrapped is not None:
            return via(from_outside(wrapped[0], wrapped[1]), Step(binding))
    if binding.value is None and binding.kind == "assign":
        return ()
    return via(ev.binding_value(binding), Step(binding))


def class_attribute(ev: Evaluator, cls: cst.ClassDef, name: str, node: cst.CSTNode) -> Alternatives:
    """What `Class.name` can be."""
    for current in classes.lineage(ev, cls):
        scope = ev.names.own_scope(current)
        if name in scope.bindings:
            found: list[Alternative] = []
            for reach in uses.state(ev, scope, name, None):
                if reach.binding is not None:
                    if isinstance(reach.binding.node, cst.FunctionDef):
                        found.append(Alternative(Routine(reach.binding.node, Class(cls))))
                    else:
                        found.extend(under(stored(ev, reach.binding), reach.choices))
            assigned = assigned_elsewhere(
                ev, name, lambda v: isinstance(v, Class) and v.node in classes.lineage(ev, cls)
            )
            outside = _setting(ev, current, name) or command_line.set_by(
                ev, name, lambda v: isinstance(v, Class) and v.node in classes.lineage(ev, cls)
            )
            return from_outside((*found, *assigned), outside)
    return ev.lost(node, f"the class attribute `{name}` is not set in this file")


def _setting(ev: Evaluator, cls: cst.ClassDef, name: str) -> str:
    """For a field of pydantic's BaseSettings: the environment variable that replaces it."""
    for current in classes.lineage(ev, cls):
        for base in classes.bases(ev, current):
            if isinstance(base, Symbol) and base.name.rpartition(".")[2] in ev.frameworks.settings:
                return f"the environment variable {name.upper()}"
    return ""


def assigned_elsewhere(ev: Evaluator, name: str, is_owner: Callable[[Abstract], bool]) -> Alternatives:
    """Values given to the attribute by `something.name = value`, where something is an owner."""
    found: list[Alternative] = []
    for binding in ev.names.attribute_bindings.get(name, ()):
        target = binding.node
        if not isinstance(target, cst.Attribute):
            continue
        if _is_self(ev, target) and not any(isinstance(o.value, Class) for o in ev.evaluate(target.value)):
            continue
        if any(is_owner(option.value) for option in ev.evaluate(target.value)):
            found.extend(via(ev.binding_value(binding), Step(binding)))
    for receiver in ev.names.any_attribute_set:
        if any(is_owner(option.value) for option in ev.evaluate(receiver)):
            found.extend(ev.lost(receiver, "`setattr` may set it"))
    return (*found, *_copied_with(ev, name, is_owner))


def kept_by_application(ev: Evaluator, node: cst.Attribute) -> Alternatives:
    """What is kept under an attribute of `app.state`, by which a web application shares it with its requests."""
    if not _is_state(node.value):
        return ()
    found: list[Alternative] = []
    for binding in ev.names.attribute_bindings.get(node.attr.value, ()):
        target = binding.node
        if isinstance(target, cst.Attribute) and target is not node and _is_state(target.value):
            values = via(ev.binding_value(binding), Step(binding))
            # Another application's module may set it too, and need not be among those that are read together.
            here = ev.tree.root_of(target) is ev.tree.root_of(node)
            found.extend(values if here else from_outside(values, f"whatever sets `{dotted(node)}`"))
    return tuple(found)


def _is_state(node: cst.BaseExpression) -> bool:
    return f".{dotted(node)}".endswith(".app.state")


def _assigned_from_afar(ev: Evaluator, instance: Object, name: str) -> Alternatives:
    """Values given to the attribute of an instance, or of its class, by code outside of the class."""
    line = classes.lineage(ev, instance.cls)
    return (
        *assigned_elsewhere(ev, name, lambda v: isinstance(v, Object) and v.cls in line),
        *assigned_elsewhere(ev, name, lambda v: isinstance(v, Class) and v.node in line),
    )


def _copied_with(ev: Evaluator, name: str, is_owner: Callable[[Abstract], bool]) -> Iterator[Alternative]:
    """What `dataclasses.replace(thing, name=...)`, `thing.model_copy(update={...})` and their like put in its place."""
    updates = {name, *ev.frameworks.copying.values()}
    for method_name in ("replace", "_replace", *ev.frameworks.copy_names):
        for call in ev.names.calls_by_name.get(method_name, ()):
            given = [
                argument
                for argument in call.args
                if argument.star == "**"
                or (argument.keyword is not None and argument.keyword.value in updates)
            ]
            if not given:
                continue
            receiver = call.func.value if isinstance(call.func, cst.Attribute) else None
            things = [a.value for a in call.args[:1] if a.keyword is None and not a.star] + (
                [receiver] if receiver is not None else []
            )
            if not any(is_owner(option.value) for thing in things for option in ev.evaluate(thing)):
                continue
            for argument in given:
                if argument.keyword is not None and argument.keyword.value == name:
                    yield from ev.evaluate(argument.value)
                    continue
                for option in ev.evaluate(argument.value):
                    table = option.value if isinstance(option.value, Table) else None
                    entry = table.find(name) if table is not None else None
                    if entry is not None:
                        yield from lookups.entry_value(ev, entry)
                    elif name != method_name and (table is None or table.opens):
                        yield from ev.lost(call, f"`{method_name}` may change it in a copy")


def _is_self(ev: Evaluator, target: cst.Attribute) -> bool:
    function = ev.names.function_of(target)
    return (
        isinstance(function, cst.FunctionDef)
        and isinstance(target.value, cst.Name)
        and ev.names.class_of(function) is not None
        and bool(function.params.params)
        and function.params.params[0].name.value == target.value.value
    )


def instance_attribute(ev: Evaluator, instance: Object, name: str, node: cst.CSTNode) -> Alternatives:
    """What `instance.name` can be: set by its methods, by its constructor's arguments, in its class, or from afar.

    Nothing where none of these sets it.
    """
    if name == "__class__":
        return (Alternative(Class(instance.cls)),)
    found: list[Alternative] = []
    shadowed = False
    for current in classes.lineage(ev, instance.cls):
        told = shadowed
        for function in classes.methods(ev, current):
            if not function.params.params or classes.is_static(ev, function):
                continue
            own = f"{function.params.params[0].name.value}.{name}"
            scope = ev.names.own_scope(function)
            if own not in scope.bindings:
                continue
            if told and not _may_run_later(ev, instance.cls, function):
                continue
            state = uses.state(ev, scope, own, None)
            bound = [reach for reach in state if reach.binding is not None]
            put: list[Alternative] = []
            if function.name.value in classes.CONSTRUCTORS:
                shadowed |= len(bound) == len(state)
                for reach in bound:
                    put.extend(uses.reach_value(ev, reach, node))
            else:
                for binding in scope.bindings[own]:
                    if binding.kind == "assign":
                        put.extend(via(ev.binding_value(binding), Step(binding)))
            found.extend(classes.on_exactly(current, instance.cls, tuple(put)))
    routine = classes.method(ev, instance.cls, name)
    if routine is not None and not found:
        bound_routine = Routine(routine, instance)
        itself = (
            results.returned(ev, bound_routine, None)
            if classes.is_property(ev, routine)
            else (Alternative(bound_routine),)
        )
        return (*itself, *_assigned_from_afar(ev, instance, name))
    if not shadowed:
        found.extend(_field(ev, instance, name))
    found.extend(_assigned_from_afar(ev, instance, name))
    if instance.call is not None:
        found = list(settled(tuple(found), classes.made_by(ev, instance)))
    return from_outside(tuple(found), set_on_command_line(ev, instance, name))


def _may_run_later(ev: Evaluator, cls: cst.ClassDef, method: cst.FunctionDef) -> bool:
    """Whether a method that a class has from its bases may run once an instance has been made.

    What only constructors call, and what the class overrides without asking for it, does not.
    """
    name = method.name.value
    if name in classes.CONSTRUCTORS:
        return False
    calls = ev.names.calls_by_name.get(name, ())
    if classes.method(ev, cls, name) is not method:
        return any(
            isinstance(call.func, cst.Attribute) and classes.is_super(call.func.value) for call in calls
        )
    callers = [ev.names.function_of(call) for call in calls]
    return (not callers and not name.startswith("_")) or any(
        not isinstance(caller, cst.FunctionDef) or caller.name.value not in classes.CONSTRUCTORS
        for caller in callers
    )


def set_on_command_line(ev: Evaluator, owner: Abstract, name: str) -> str:
    """What of the command line may set an attribute, where a parser is given the instance, or its class, to fill."""
    if not isinstance(owner, Object):
        return ""
    line = classes.lineage(ev, owner.cls)
    return command_line.set_by(
        ev,
        name,
        lambda v: (isinstance(v, Object) and v.cls in line) or (isinstance(v, Class) and v.node in line),
    )


def _field(ev: Evaluator, instance: Object, name: str) -> Alternatives:
    """An attribute declared in the class body: its default, or what a constructor call passes for it."""
    cls = instance.cls
    holder = next((c for c in classes.lineage(ev, cls) if name in ev.names.own_scope(c).bindings), None)
    if holder is None:
        return ()
    scope = ev.names.own_scope(holder)
    default: list[Alternative] = []
    for reach in uses.state(ev, scope, name, None):
        if reach.binding is not None:
            default.extend(under(stored(ev, reach.binding), reach.choices))
    outside = _setting(ev, cls, name)
    declared = any(isinstance(b.statement, cst.AnnAssign) for b in scope.bindings[name])
    if classes.method(ev, cls, "__init__") is not None or not declared:
        return from_outside(tuple(default), outside)
    calls = [instance.call] if instance.call is not None else classes.constructor_calls(ev, cls)
    line = [*reversed(classes.lineage(ev, cls))]
    fields = [n for c in line for n in field_names.positional(ev, c)]
    aliases = field_names.aliases(ev, line, name)
    found: list[Alternative] = []
    for call in calls:
        choice: Choices = frozenset({(("call", id(cls)), id(call))})
        position = fields.index(name) if name in fields else None
        values = filled(ev, call, name, position, tuple(default), loaded=True)
        for alias in aliases if aliases is not None else field_names.strange(ev, line, call):
            # Under another name it is passed too.
            values = (*values, *filled(ev, call, alias, None, ()))
        found.extend(under(values, choice))
    if not calls:
        found.extend(default)
    return from_outside(tuple(found), outside)


def filled(
    ev: Evaluator,
    call: cst.Call,
    name: str,
    position: int | None,
    default: Alternatives | None,
    loaded: bool = False,
) -> Alternatives:
    """What a parameter is in one call: what is passed for it, its default on the ways on which nothing is.

    With `loaded`, a `**` that is not known leaves the default, which it can replace: settings that a file may hold.
    """
    starred = [argument for argument in call.args if argument.star]
    for index, argument in enumerate(call.args):
        if argument.keyword is not None and argument.keyword.value == name:
            return ev.evaluate(argument.value)
        if argument.star == "*" and position is not None and index <= position:
            return ev.lost(call, _NOT_FOLLOWED)
        if argument.keyword is None and not argument.star and index == position:
            return ev.evaluate(argument.value)
    found: list[Alternative] = []
    absent: list[Choices] = [NO_CHOICE]
    for argument in starred:
        left: list[Choices] = []
        for option in ev.evaluate(argument.value):
            entry = option.value.find(name) if isinstance(option.value, Table) else None
            if entry is not None:
                found.extend(under(lookups.entry_value(ev, entry), option.choices))
            elif argument.star == "**" and isinstance(option.value, Table) and not option.value.opens:
                left += [both for way in absent if (both := combine(way, option.choices)) is not None]
            elif loaded and argument.star == "**" and default:
                held = f"what `**{ev.tree.text(argument.value)}` holds"
                found.extend(under(from_outside(default, held), option.choices))
            else:
                found.extend(under(ev.lost(call, _NOT_FOLLOWED), option.choices))
        absent = left
    missing = default if default is not None else ev.lost(call, _NOT_FOLLOWED)
    for way in absent:
        found.extend(under(missing, way))
    return tuple(found)


def as_table(ev: Evaluator, instance: Object, node: cst.CSTNode) -> Alternatives:
    """A data class's fields as a dict (`asdict`, `model_dump`)."""
    entries = []
    for cls in reversed(classes.lineage(ev, instance.cls)):
        for name in field_names.declared(ev, cls):
            fixed = _field(ev, instance, name) or ev.lost(
                node, f"the field `{name}` has no value that could be followed"
            )
            fixed = from_outside(fixed, set_on_command_line(ev, instance, name))
            entries.append(Entry(name, cst.Name(name), node, fixed))
    return (Alternative(Table(node, tuple(entries), extensible=False)),)
