"""Functions of a module: what their parameters can be, what they give back, and who else may call them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.file_kinds import FIXTURES
from dsmigrate.dialects.python import classes, dependency_overrides, handing_on, objects, results, tables
from dsmigrate.dialects.python.abstract import (
    Abstract,
    Alternative,
    Alternatives,
    Class,
    Entry,
    Literal,
    Lost,
    Object,
    Routine,
    Row,
    Step,
    Symbol,
    Table,
    from_outside,
    under,
    via,
)
from dsmigrate.dialects.python.arguments import argument
from dsmigrate.dialects.python.commands import making_command
from dsmigrate.dialects.python.decorators import passes_on
from dsmigrate.dialects.python.flow import Choices, combine
from dsmigrate.dialects.python.harmless import only_shows
from dsmigrate.dialects.python.scopes import Binding, Function, Scope, dotted

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator

# Decorators that hand a function's arguments on as they are, and call it for nobody else.
_PLAIN_DECORATORS = (
    "builtins.", "functools.", "abc.", "typing.", "typing_extensions.", "contextlib.", "tenacity.", "backoff.",
    "retry.", "retrying.", "click.option", "click.argument", "pytest.", "dataclasses.", "cachetools.", "asyncio.",
    "streamlit.cache", "overrides.", "unittest.", "beartype.", "typeguard.", "langsmith.", "langfuse.", "wrapt.",
)  # fmt: skip
# Decorators of methods that are told no instance, however they are called.
_UNBOUND_DECORATORS = ("builtins.classmethod", "builtins.staticmethod")
# What says, as a parameter's default or beside its type, which function is called for it.
_INJECTORS = frozenset(
    {"fastapi.Depends", "fastapi.Security", "fastapi.params.Depends", "fast_depends.Depends"}
)
_ANNOTATED = frozenset({"typing.Annotated", "typing_extensions.Annotated"})
_ROUTES = frozenset({"get", "post", "put", "patch", "delete", "api_route", "websocket"})
_OPTION_DECORATORS = ("click.option", "click.argument")


def parameter(ev: Evaluator, binding: Binding) -> Alternatives:
    """What a parameter can be: what callers in this module pass, and its default where one passes nothing."""
    function = binding.scope.node
    param = binding.node
    assert isinstance(function, (cst.FunctionDef, cst.Lambda))
    assert isinstance(param, cst.Param)
    step = Step(binding, function)
    if isinstance(function, cst.FunctionDef):
        own = _self_or_class(ev, function, param)
        if own is not None:
            return own
    name = param.name.value
    positional = [*function.params.posonly_params, *function.params.params]
    default = _default(ev, function, param)
    calls = _calls_of(ev, function)
    if param.star == "*" or function.params.star_arg is param:
        return via(_extra_positionals(ev, function, calls, param), step)
    if function.params.star_kwarg is param:
        return via(_extra_keywords(ev, function, calls, param), step)
    found: list[Alternative] = []
    again: list[Choices] = []
    for call, first in calls:
        choice = _calling(ev, function, call)
        position = positional.index(param) + first if param in positional else None
        if _passes_on_itself(ev, binding, argument(call, name, position)):
            again.append(choice)
            continue
        passed = objects.filled(ev, call, name, position, None if is_partial(call) else default)
        passed = handing_on.located(ev, passed, call)
        found.extend(under(_on_same_self(ev, function, call, passed), choice))
    unseen = default or ev.lost(param, f"the parameter `{name}` is passed in by callers")
    if calls and _calls_only_itself(ev, function, calls):
        found.extend(under(unseen, _from_elsewhere(function)))
    first_time = tuple(found)
    for choice in again:
        found.extend(under(_by_any_call(function, first_time), choice))
    if not found:
        fixture = _fixture(ev, function, name)
        if fixture is not None:
            return fixture
        body = _web_body(ev, function, param) if default is None else ()
        if body:
            return via(body, step)
        found.extend(unseen)
    return via(tuple(found), step)


def _calls_only_itself(ev: Evaluator, function: Function, calls: list[tuple[cst.Call, int]]) -> bool:
    """Whether all calls of a function that are read stand in itself, so that others are not."""
    return all(function in ev.tree.ancestors(call) for call, _ in calls)


def _from_elsewhere(function: Function) -> Choices:
    """The choice that a call of a function stands for which is not read."""
    return frozenset({(("call", id(function)), "elsewhere")})


def _by_any_call(function: Function, passed: Alternatives) -> Alternatives:
    """What the calls of a function pass, whichever of them it is."""
    key = ("call", id(function))
    return tuple(
        option._replace(choices=frozenset(each for each in option.choices if each[0] != key))
        for option in passed
    )


def _passes_on_itself(ev: Evaluator, binding: Binding, passed: cst.BaseExpression | None) -> bool:
    """Whether a function passes a parameter that it never sets on as the same parameter, as one that tries again does."""
    if not isinstance(passed, cst.Name) or passed.value != binding.name:
        return False
    scope = ev.names.resolve(passed.value, ev.names.scope_of(passed))
    return scope is binding.scope and len(scope.bindings[binding.name]) == 1


def handed_in(ev: Evaluator, binding: Binding) -> Iterator[tuple[cst.Call, cst.BaseExpression | None]]:
    """For a parameter, each call of its function that is read, and the expression for it; None where none is written there."""
    function, param = binding.scope.node, binding.node
    if not isinstance(function, cst.FunctionDef) or not isinstance(param, cst.Param):
        return
    positional = [*function.params.posonly_params, *function.params.params]
    for call, first in _calls_of(ev, function):
        position = positional.index(param) + first if param in positional else None
        yield call, argument(call, param.name.value, position)


def _on_same_self(ev: Evaluator, function: Function, call: cst.Call, passed: Alternatives) -> Alternatives:
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


def _calling(ev: Evaluator, function: Function, call: cst.Call) -> Choices:
    """The choice that a call of a function stands for; for a method with that of the one instance it is called on."""
    itself: Choices = frozenset({(("call", id(function)), id(call))})
    if not isinstance(call.func, cst.Attribute) or call.func.attr.value in classes.MAKING:
        return itself
    options = ev.evaluate(call.func.value)
    instance = options[0].value if len(options) == 1 else None
    if not isinstance(instance, Object) or instance.call is None:
        return itself
    return itself | {classes.made_by(ev, instance)}


def _calls_of(ev: Evaluator, function: Function) -> list[tuple[cst.Call, int]]:
    """The calls of a function in this module, each with where in it the argument for the first parameter stands.

    Among them are those that a thread or an executor makes, which are written nowhere.
    """
    if isinstance(function, cst.Lambda):
        return []
    cls = ev.names.class_of(function)
    name = function.name.value
    found: list[tuple[cst.Call, int]] = []
    if cls is not None and name == "__init__":
        found.extend((call, -1) for call in classes.constructor_calls(ev, cls))
    names = {name} | classes.other_names(ev, {name})
    first = 0 if _is_unbound(ev, function) else -1
    for call in ev.callers(function, names, lambda v: isinstance(v, Routine) and v.node is function):
        found.extend((call, place) for place in _first_places(ev, call, function, first))
    if name == "__init__":
        return found
    for runner, handed in handing_on.all_handed(ev):
        if _is_or_may_be(ev, handing_on.unwrapped(ev, handed.function)[0], function):
            for call in handing_on.calls_made(ev, runner, handed):
                found.extend((call, place) for place in _first_places(ev, call, function, first))
    for call in ev.names.calls_by_name.get("partial", ()):
        if call.args and _is_or_may_be(ev, call.args[0].value, function) and not handing_on.is_run(ev, call):
            found.append((call, first + 1))
    return found


def _is_unbound(ev: Evaluator, function: Function) -> bool:
    """Whether a function is told no instance in front of its arguments: it is no method, or a static one."""
    if not isinstance(function, cst.FunctionDef) or ev.names.class_of(function) is None:
        return True
    return classes.is_static(ev, function)


def _is_or_may_be(ev: Evaluator, expression: cst.BaseExpression, function: Function) -> bool:
    """Whether an expression can be a function of the project."""
    return any(
        isinstance(option.value, Routine) and option.value.node is function
        for option in ev.evaluate(expression)
    )


def is_partial(call: cst.Call) -> bool:
    """Whether a call only holds some arguments for later."""
    return dotted(call.func).rpartition(".")[2] == "partial"


def _first_places(ev: Evaluator, call: cst.Call, function: cst.FunctionDef, first: int) -> Iterator[int]:
    """Where in a call of a function the argument for its first parameter may stand, in general at `first`.

    A method that is called on its class is told its instance: `Base.__init__(self, ...)`.
    """
    called = [option.value for option in ev.evaluate(call.func)]
    on_class = [
        isinstance(value.bound, Class)
        for value in called
        if isinstance(value, Routine) and value.node is function
    ]
    if not any(on_class) or any(name in _UNBOUND_DECORATORS for name, _ in classes.decorators(ev, function)):
        yield first
        return
    yield 0
    if not all(on_class):
        yield first


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
        if 0 not in _first_places(ev, call, function, -1):
            continue
        choice: Choices = frozenset({(("call", id(function)), id(call)), (("self", id(cls)), id(call))})
        for option in ev.evaluate(call.args[0].value):
            if not isinstance(option.value, Object) or option.value.cls not in owners:
                yield from under((option,), choice)


def _default(ev: Evaluator, function: Function, param: cst.Param) -> Alternatives | None:
    if isinstance(function, cst.FunctionDef):
        for name, expression in classes.decorators(ev, function):
            if name in _OPTION_DECORATORS and isinstance(expression, cst.Call):
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


def _web_body(ev: Evaluator, function: Function, param: cst.Param) -> Alternatives:
    """An instance of the class that a web framework fills from what it is sent, for a parameter of a route; else nothing."""
    annotation = param.annotation.annotation if param.annotation is not None else None
    if annotation is None or not isinstance(function, cst.FunctionDef) or not _is_route(function):
        return ()
    return tuple(
        option._replace(
            value=Object(option.value.node), outside=option.outside or "the body of the HTTP request"
        )
        for option in ev.evaluate(annotation)
        if isinstance(option.value, Class) and _is_pydantic(ev, option.value.node)
    )


def _is_route(function: cst.FunctionDef) -> bool:
    """Whether a function answers HTTP requests: `@app.post("/path")`."""
    makers = (d.decorator.func for d in function.decorators if isinstance(d.decorator, cst.Call))
    return any(isinstance(maker, cst.Attribute) and maker.attr.value in _ROUTES for maker in makers)


def _is_pydantic(ev: Evaluator, cls: cst.ClassDef) -> bool:
    return any(
        isinstance(base, Symbol)
        and base.name in ("pydantic.BaseModel", "pydantic.main.BaseModel", "sqlmodel.SQLModel")
        for current in classes.lineage(ev, cls)
        for base in classes.bases(ev, current)
    )


def _injected(ev: Evaluator, expression: cst.BaseExpression) -> Alternatives | None:
    """What the function gives that `Depends(function)` names; None for anything else."""
    if not isinstance(expression, cst.Call) or not expression.args:
        return None
    if not any(
        isinstance(o.value, Symbol) and o.value.name in _INJECTORS for o in ev.evaluate(expression.func)
    ):
        return None
    asked = expression.args[0]
    if asked.star or (asked.keyword is not None and asked.keyword.value != "dependency"):
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


def _option_default(ev: Evaluator, call: cst.Call, name: str) -> Alternatives | None:
    """The default of a click option, where `call` declares the one that fills the parameter `name`."""
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


def _fixture(ev: Evaluator, function: Function, name: str) -> Alternatives | None:
    """For a test's parameter: what the pytest fixture of that name in reach returns."""
    for binding in (b for scope in _giving_fixtures(ev, function) for b in scope.bindings.get(name, ())):
        if not isinstance(binding.node, cst.FunctionDef) or binding.node is function:
            continue
        if any(decorator == "pytest.fixture" for decorator, _ in classes.decorators(ev, binding.node)):
            return results.returned(ev, Routine(binding.node), None)
    ev.linker.want_fixtures(function)
    return None


def _extra_positionals(
    ev: Evaluator, function: Function, calls: list[tuple[cst.Call, int]], param: cst.Param
) -> Alternatives:
    """What `*args` holds for each caller: what stands behind the arguments that other parameters take."""
    taken = len(function.params.posonly_params) + len(function.params.params)
    found: list[Alternative] = []
    for call, first in calls:
        positional = [passed for passed in call.args if passed.keyword is None and passed.star != "**"]
        if is_partial(call) or any(passed.star for passed in positional):
            found += under(ev.lost(call, "its arguments could not be followed"), _calling(ev, function, call))
            continue
        others = tuple(passed.value for passed in positional[taken + first :])
        found.append(Alternative(Row(param, others), _calling(ev, function, call)))
    return tuple(found) if calls else ev.lost(param, "it is passed in by callers")


def _extra_keywords(
    ev: Evaluator, function: Function, calls: list[tuple[cst.Call, int]], param: cst.Param
) -> Alternatives:
    """What `**kwargs` holds for each caller: the keywords that no other parameter takes."""
    taken = {p.name.value for p in (*function.params.params, *function.params.kwonly_params)}
    found: list[Alternative] = []
    for call, _ in calls:
        ways: list[tables.TableWay] = [(_calling(ev, function, call), [], [])]
        given: list[Alternative] = []
        for passed in call.args:
            if passed.keyword is not None:
                for _, entries, _ in ways:
                    entries.append(Entry(passed.keyword.value, passed.value, passed))
            elif passed.star == "**":
                ways = tables.spread_ways(ev, passed.value, ways)
        for choices, entries, opens in ways:
            others = tuple(entry for entry in entries if entry.key not in taken)
            given.append(Alternative(Table(param, others, tuple(opens), extensible=False), choices))
        found.extend(_on_same_self(ev, function, call, tuple(given)))
    if not calls:
        return ev.lost(param, f"`**{param.name.value}` is passed in by callers")
    if _calls_only_itself(ev, function, calls):
        unseen = Table(param, (), (f"`**{param.name.value}` is passed in by callers",), extensible=False)
        found.append(Alternative(unseen, _from_elsewhere(function)))
    return tuple(found)


def _self_or_class(ev: Evaluator, function: cst.FunctionDef, param: cst.Param) -> Alternatives | None:
    """`self` as an instance of the class or of an heir that inherits the method, each under its own choice."""
    cls = ev.names.class_of(function)
    positional = [*function.params.posonly_params, *function.params.params]
    if cls is None or not positional or positional[0] is not param or classes.is_static(ev, function):
        return None
    is_class_method = function.name.value == "__new__" or any(
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
            elif not known.startswith(_PLAIN_DECORATORS):
                return f"`{name}` is registered by `@{ev.tree.text(target)}`, which may call it with other arguments"
    for value in ev.names.values_by_name.get(name, ()):
        if _is_or_may_be(ev, value, function) and not handing_on.is_run(ev, value):
            return f"`{name}` is handed on as a value, and may be called with other arguments"
    for attribute in ("__defaults__", "__kwdefaults__", "__code__"):
        if any(
            _is_about(ev, binding, function) for binding in ev.names.attribute_bindings.get(attribute, ())
        ):
            return f"`{name}.{attribute}` is set"
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
