"""What calls give back: of this module's functions and classes, of Python's own, and of other packages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python import (
    classes,
    command_line,
    handing_on,
    loading,
    lookups,
    objects,
    program_state,
    results,
    supers,
    tables,
)
from dsmigrate.dialects.python.abstract import (
    Abstract,
    Alternative,
    Alternatives,
    Class,
    Entry,
    Literal,
    Lost,
    Made,
    Member,
    Object,
    Partial,
    Routine,
    Row,
    Symbol,
    Table,
    composed,
    from_outside,
    under,
)
from dsmigrate.dialects.python.flow import NO_CHOICE
from dsmigrate.dialects.python.scopes import dotted

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator

_ENVIRONMENT = ("os.getenv", "os.environ.get", "environ.get", "builtins.getenv")
# Calls that give back their first argument, or a copy of it, as far as its content goes.
_TRANSPARENT = frozenset({
    "builtins.str", "builtins.bytes", "copy.copy", "copy.deepcopy",
})  # fmt: skip
# What enters a context, and gives what entering it gives.
_STACKS = ("contextlib.ExitStack", "contextlib.AsyncExitStack")
_ENTERS = ("enter_context", "enter_async_context")
NAMESPACES = ("types.SimpleNamespace", "argparse.Namespace")
_COLLECTIONS = ("builtins.list", "builtins.tuple", "builtins.set", "builtins.frozenset", "builtins.sorted")
_TEXT_METHODS: dict[str, Callable[..., str]] = {
    "strip": str.strip,
    "rstrip": str.rstrip,
    "lstrip": str.lstrip,
    "lower": str.lower,
    "upper": str.upper,
    "removesuffix": str.removesuffix,
    "removeprefix": str.removeprefix,
}
_DUMPS = frozenset(
    {"model_dump", "dict", "model_dump_json", "json", "to_dict", "_asdict", "asdict", "as_dict"}
)
# Functions that give one element of a list, whichever.
CHOOSING = frozenset({"random.choice", "secrets.choice"})


def call(ev: Evaluator, node: cst.Call) -> Alternatives:
    """What a call expression can give back."""
    if isinstance(node.func, cst.Attribute):
        special = (
            _bare_instance(ev, node, node.func)
            or _heirs(ev, node, node.func)
            or loading.by_method(ev, node)
            or _method_of_value(ev, node, node.func)
        )
        if special is not None:
            return special
    found: list[Alternative] = []
    for option in ev.evaluate(node.func):
        values = _called(ev, option.value, node)
        found.extend(
            item._replace(trail=(*option.trail, *item.trail), outside=item.outside or option.outside)
            for item in under(values, option.choices)
        )
    return tuple(found)


def _bare_instance(ev: Evaluator, node: cst.Call, func: cst.Attribute) -> Alternatives | None:
    """What `super().__new__(cls)` gives: an instance whose constructor has not run."""
    plain = classes.is_super(func.value) or dotted(func.value) == "object"
    if func.attr.value != "__new__" or not node.args or not plain:
        return None
    found = [
        option._replace(value=Object(option.value.node))
        for option in ev.evaluate(node.args[0].value)
        if isinstance(option.value, Class)
    ]
    return tuple(found) or None


def _heirs(ev: Evaluator, node: cst.Call, func: cst.Attribute) -> Alternatives | None:
    """What `Base.__subclasses__()` gives: the classes that are derived from it directly, by their names."""
    if func.attr.value != "__subclasses__":
        return None
    found = [
        option._replace(value=Row(node, tuple(heir.name for heir in classes.children(ev, option.value.node))))
        for option in ev.evaluate(func.value)
        if isinstance(option.value, Class)
    ]
    return tuple(found) or None


def _called(ev: Evaluator, callee: Abstract, node: cst.Call) -> Alternatives:
    wrapped = handing_on.wrapped(ev, callee, node)
    if wrapped is not None:
        return wrapped
    match callee:
        case Symbol(name=name):
            return _symbol(ev, name, node)
        case Routine():
            return results.returned(ev, callee, node)
        case Class(node=cls):
            if classes.is_enumeration(ev, cls):
                return objects.member_by_value(ev, cls, node)
            if classes.is_typed_dict(ev, cls):
                return tuple(_not_extensible(option) for option in _dict_call(ev, node))
            return (Alternative(Object(cls, node)),)
        case Member(base=Made(name=name), path=(method,)) if (
            name in _STACKS and method in _ENTERS and node.args
        ):
            return ev.evaluate(node.args[0].value)
        case Member(base=base, path=path):
            return (Alternative(Made(".".join((f"{base.name}()", *path)), node)),)
        case Partial(target=Routine() as routine, call=earlier):
            return results.returned(ev, routine, earlier)
        case Partial(target=target, call=earlier):
            return tuple(
                option._replace(value=replace(option.value, earlier=(*option.value.earlier, earlier)))
                if isinstance(option.value, Made)
                else option
                for option in _called(ev, target, node)
            )
        case Lost():
            return (
                Alternative(
                    Lost(f"what is called could not be followed: {callee.reason}", node, callee.outside)
                ),
            )
        case _:
            return ev.lost(node, "what is called could not be followed")


def _symbol(ev: Evaluator, name: str, node: cst.Call) -> Alternatives:
    first = (
        node.args[0].value if node.args and node.args[0].keyword is None and not node.args[0].star else None
    )
    if first is not None and (name in _ENVIRONMENT or name in ev.frameworks.variable_readers):
        default = next(
            (
                a.value
                for i, a in enumerate(node.args)
                if (i == 1 and a.keyword is None) or _keyword(a) == "default"
            ),
            None,
        )
        return program_state.environment(ev, first, default, node)
    if first is not None and (name in _TRANSPARENT or name in ev.frameworks.json.dumps):
        values = ev.evaluate(first)
        return composed(values) if name == "builtins.bytes" else values
    if name == "builtins.type" and first is not None and len(node.args) == 1:
        return _class_of(ev, first, node)
    if name == "importlib.import_module" and first is not None and len(node.args) == 1:
        module, outside = ev.usual_text(first)
        if not module:
            return (Alternative(Made(name, node)),)
        return from_outside(ev.linker.imported(module, node), outside)
    if name == "builtins.getattr" and len(node.args) > 1:
        return _getattr(ev, node)
    if name in _COLLECTIONS and first is not None:
        return tuple(
            option
            if isinstance(option.value, (Row, Table))
            else Alternative(Made(name, node), option.choices)
            for option in ev.evaluate(first)
        )
    if name in ("builtins.enumerate", "builtins.zip") and first is not None:
        return _paired(ev, name, node)
    if name in CHOOSING and first is not None:
        return tuple(
            item
            for option in ev.evaluate(first)
            for item in (
                under(lookups.any_of(ev, option.value, node), option.choices)
                if isinstance(option.value, Row) and not option.value.opens
                else (Alternative(Made(name, node), option.choices),)
            )
        )
    if name == "typing.cast" and len(node.args) == 2:
        return ev.evaluate(node.args[1].value)
    if name == "functools.partial" and first is not None:
        return tuple(option._replace(value=Partial(option.value, node)) for option in ev.evaluate(first))
    if first is not None and (name == "dataclasses.replace" or name in ev.frameworks.copies):
        return tuple(
            option._replace(value=Object(option.value.cls)) if isinstance(option.value, Object) else option
            for option in ev.evaluate(first)
        )
    if name == "builtins.dict":
        return _dict_call(ev, node)
    if name in ev.records:
        return _record(ev, name, node)
    if name in ("dataclasses.asdict", "builtins.vars") and first is not None:
        found: list[Alternative] = []
        for option in ev.evaluate(first):
            if isinstance(option.value, Object):
                fields = _each_from_outside(ev, objects.as_table(ev, option.value, node), option.outside)
                found.extend(under(fields, option.choices))
            elif (
                isinstance(option.value, Made)
                and name == "builtins.vars"
                and command_line.is_parsed(option.value)
            ):
                found.append(option._replace(value=command_line.as_table(ev, option.value.call, node)))
            else:
                found.extend(ev.lost(node, "it is worked out at run time"))
        return tuple(found)
    if name in ev.frameworks.questions:
        return ev.lost(node, "it is asked of the user", ev.frameworks.questions[name])
    wrapped = objects.field_default(ev, node)
    if wrapped is not None:
        return from_outside(wrapped[0], wrapped[1])
    return loading.loaded(ev, name, node) or (Alternative(Made(name, node)),)


def _each_from_outside(ev: Evaluator, dicts: Alternatives, outside: str) -> Alternatives:
    """Dicts, each of whose entries something outside the code can replace."""
    if not outside:
        return dicts
    found: list[Alternative] = []
    for option in dicts:
        value = option.value
        if isinstance(value, Table):
            entries = tuple(
                replace(entry, fixed=from_outside(lookups.entry_value(ev, entry), outside))
                for entry in value.entries
            )
            value = replace(value, entries=entries)
        found.append(option._replace(value=value))
    return tuple(found)


def _class_of(ev: Evaluator, instance: cst.BaseExpression, node: cst.Call) -> Alternatives:
    """What `type(instance)` is."""
    return tuple(
        option._replace(
            value=Class(option.value.cls) if isinstance(option.value, Object) else Made("builtins.type", node)
        )
        for option in ev.evaluate(instance)
    )


def _getattr(ev: Evaluator, node: cst.Call) -> Alternatives:
    """`getattr(thing, "name", default)`."""
    name, other = ev.usual_text(node.args[1].value)
    if name is None:
        return ev.lost(node, "the attribute's name could not be followed")
    found: list[Alternative] = []
    for option in ev.evaluate(node.args[0].value):
        values = under(ev.attribute(option.value, name, node), option.choices)
        values = from_outside(values, option.outside or other)
        unsure = any(isinstance(item.value, (Lost, Symbol, Member)) for item in values)
        if unsure and len(node.args) > 2:
            found.extend(_or_else(ev, node, node.args[2].value))
        else:
            found.extend(values)
    return tuple(found)


def _keyword(argument: cst.Arg) -> str:
    return argument.keyword.value if argument.keyword is not None else ""


def _dict_call(ev: Evaluator, node: cst.Call) -> Alternatives:
    ways: list[tables.TableWay] = [(NO_CHOICE, [], [])]
    for argument in node.args:
        if argument.keyword is None:
            ways = tables.spread_ways(ev, argument.value, ways)
            continue
        for _, entries, _ in ways:
            entries.append(Entry(argument.keyword.value, argument.value, argument))
    return tuple(
        Alternative(Table(node, tuple(entries), tuple(opens)), choices) for choices, entries, opens in ways
    )


def _not_extensible(alternative: Alternative) -> Alternative:
    """The same dict, of which a type says what keys it has."""
    assert isinstance(alternative.value, Table)
    return alternative._replace(value=replace(alternative.value, extensible=False))


def _record(ev: Evaluator, name: str, node: cst.Call) -> Alternatives:
    """An object of a library that holds what it is given; open to what is set on it under its own name."""
    entries: list[Entry] = []
    opens: list[str] = []
    for argument in node.args:
        if argument.keyword is not None:
            entries.append(Entry(argument.keyword.value, argument.value, argument))
        elif argument.star == "**":
            tables.spread(ev, argument.value, entries, opens)
        else:
            opens.append("positional arguments are passed to it")
    table = Table(node, tuple(entries), tuple(opens), record=name)
    statement = ev.tree.parent(node)
    if isinstance(statement, cst.Assign):
        own = {dotted(target.target) for target in statement.targets}
        for attribute, bindings in ev.names.attribute_bindings.items():
            targets = (b.node for b in bindings if isinstance(b.node, cst.Attribute))
            if any(dotted(target.value) in own for target in targets):
                table = table.opened(f"its `.{attribute}` is also set", frozenset({attribute}))
    return (Alternative(table),)


def _method_of_value(ev: Evaluator, node: cst.Call, func: cst.Attribute) -> Alternatives | None:
    """Methods of strings, dicts and data classes; None where the receiver is never one of these."""
    name = func.attr.value
    if name not in _TEXT_METHODS and name not in _DUMPS and name not in (
        "encode", "decode", "format", "get", "pop", "copy", "items", "values", "keys",
    ):  # fmt: skip
        return None
    found: list[Alternative] = []
    told = [(option, _on_value(ev, option.value, name, node)) for option in ev.evaluate(func.value)]
    if all(values is None for _, values in told):
        return None
    for option, values in told:
        if values is None:
            values = tuple(
                item
                for method in ev.attribute(option.value, name, node)
                for item in under(_called(ev, method.value, node), method.choices)
            )
        if isinstance(option.value, Object):
            values = _each_from_outside(ev, values, option.outside)
        found.extend(
            item._replace(trail=(*option.trail, *item.trail), outside=item.outside or option.outside)
            for item in under(values, option.choices)
        )
    return tuple(found)


def _on_value(ev: Evaluator, value: Abstract, name: str, node: cst.Call) -> Alternatives | None:
    match value:
        case Literal(data=str() as text):
            if name in ("encode", "decode"):
                return (Alternative(value),)
            method = _TEXT_METHODS.get(name)
            if method is None:
                return ev.lost(node, "it is worked out at run time")
            texts = [ev.only_text(argument.value) for argument in node.args]
            if any(argument is None for argument in texts):
                return ev.lost(node, "it is worked out at run time")
            changed = method(text, *texts)
            return (Alternative(Literal(changed, value.node, value.editable and changed == text)),)
        case Table() if value.record and name in _DUMPS:
            return (Alternative(replace(value, record="", extensible=False)),)
        case Table() if name in ("encode", "decode", "copy", "strip"):
            return (Alternative(value),)
        case Table() if name in ("get", "pop") and node.args:
            default = node.args[1].value if len(node.args) > 1 else None
            return lookups.item(ev, value, node.args[0].value, node, default)
        case Table() if name in ("items", "values") and not value.opens:
            return (Alternative(_pairs(value, name, node)),)
        case Table() if name == "keys":
            return (Alternative(value),)
        case Object() if name in _DUMPS and classes.method(ev, value.cls, name) is None:
            return objects.as_table(ev, value, node)
        case Symbol(name="os.environ") if name == "get" and node.args:
            default = node.args[1].value if len(node.args) > 1 else None
            return program_state.environment(ev, node.args[0].value, default, node)
        case Symbol(name=kept_in) if name == "get" and node.args and program_state.is_session(ev, kept_in):
            return lookups.item(ev, value, node.args[0].value, node, _fallback(node))
        case Lost() | Made() | Member() | Symbol() | Object() if (
            name in ("get", "pop") and _fallback(node) is not None
        ):
            if isinstance(value, Symbol) and value.name.startswith("os.environ"):
                return None
            return _or_else(ev, node, _fallback(node))
        case Lost() if name in _TEXT_METHODS or name in ("encode", "decode", "get", "pop", "copy"):
            return (Alternative(value),)
        case _:
            return None


def _fallback(node: cst.Call) -> cst.BaseExpression | None:
    """The default of `thing.get(key, default)` and its like."""
    by_name = (a.value for a in node.args if _keyword(a) in ("default", "fallback"))
    second = (a.value for i, a in enumerate(node.args) if i == 1 and a.keyword is None)
    return next(by_name, next(second, None))


def _or_else(ev: Evaluator, node: cst.Call, default: cst.BaseExpression | None) -> Alternatives:
    """The default of a look-up in something that is filled outside the code."""
    outside = f"what `{ev.tree.text(node.func)}` finds"
    if default is None:
        return ev.lost(node, f"it is {outside}", outside)
    return tuple(
        Alternative(Lost(f"it is {outside}", node, outside), option.choices)
        if isinstance(option.value, Literal) and not option.value.data
        else option._replace(outside=option.outside or outside)
        for option in ev.evaluate(default)
    )


def _paired(ev: Evaluator, name: str, node: cst.Call) -> Alternatives:
    """`enumerate(list)` and `zip(list, list)`, as a list of tuples."""
    rows = []
    for argument in node.args:
        options = ev.evaluate(argument.value)
        only = options[0].value if len(options) == 1 else None
        if not isinstance(only, Row) or only.opens or argument.keyword is not None or argument.star:
            return (Alternative(Made(name, node)),)
        rows.append(list(only.elements))
    if name == "builtins.enumerate":
        rows = [[cst.Integer(str(index)) for index in range(len(rows[0]))], rows[0]]
    return (
        Alternative(
            Row(
                node,
                tuple(cst.Tuple([cst.Element(part) for part in parts]) for parts in zip(*rows, strict=False)),
            )
        ),
    )


def _pairs(table: Table, name: str, node: cst.Call) -> Row:
    elements: list[cst.BaseExpression] = []
    for entry in table.entries:
        if name == "values":
            elements.append(entry.value)
        elif isinstance(entry.written, cst.DictElement):
            elements.append(cst.Tuple([cst.Element(entry.written.key), cst.Element(entry.written.value)]))
    return Row(
        node,
        tuple(elements),
        () if len(elements) == len(table.entries) else ("its keys could not be followed",),
    )


def attribute_of_made(ev: Evaluator, made: Made, name: str, node: cst.CSTNode) -> Alternatives | None:
    """Attributes of things that keep what they were given (parsed command lines, plain namespaces), and of `super()`."""
    if made.name in NAMESPACES:

        def is_it(value: Abstract) -> bool:
            return isinstance(value, Made) and value.call is made.call

        later = objects.assigned_elsewhere(ev, name, is_it)
        for argument in made.call.args:
            if _keyword(argument) == name:
                outside = command_line.set_by(ev, name, is_it)
                return from_outside((*ev.evaluate(argument.value), *later), outside)
        return later or ev.lost(node, f"the attribute `{name}` is not set in this file")
    if made.name == "builtins.super":
        return supers.attribute(ev, made, name)
    if command_line.is_parsed(made):
        return command_line.value(ev, made.call, name, node)
    return None
