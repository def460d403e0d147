"""What the parameters of a module's functions can be: what callers pass, and what is passed by default."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python import (
    classes,
    frameworks,
    function_calls,
    handing_on,
    objects,
    selves,
    tables,
)
from dsmigrate.dialects.python.abstract import (
    Alternative,
    Alternatives,
    Entry,
    Object,
    Row,
    Step,
    Table,
    under,
    via,
)
from dsmigrate.dialects.python.arguments import argument
from dsmigrate.dialects.python.flow import Choices
from dsmigrate.dialects.python.scopes import Binding, Function

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator


# The method that a class statement calls, with what its head says.
_DERIVING = "__init_subclass__"


def parameter(ev: Evaluator, binding: Binding) -> Alternatives:
    """What a parameter can be: what callers in this module pass, and its default where one passes nothing."""
    function = binding.scope.node
    param = binding.node
    assert isinstance(function, (cst.FunctionDef, cst.Lambda))
    assert isinstance(param, cst.Param)
    step = Step(binding, function)
    if isinstance(function, cst.FunctionDef):
        own = selves.self_or_class(ev, function, param)
        if own is not None:
            return own
        if function.name.value == _DERIVING:
            return via(_said_by_heirs(ev, function, param), step)
    name = param.name.value
    positional = [*function.params.posonly_params, *function.params.params]
    default = frameworks.default(ev, function, param)
    calls = function_calls.calls_of(ev, function)
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
        passed = objects.filled(
            ev, call, name, position, None if function_calls.is_partial(call) else default
        )
        passed = handing_on.located(ev, passed, call)
        found.extend(under(selves.on_same_self(ev, function, call, passed), choice))
    unseen = default or ev.lost(param, f"the parameter `{name}` is passed in by callers")
    if calls and _calls_only_itself(ev, function, calls):
        found.extend(under(unseen, _from_elsewhere(function)))
    first_time = tuple(found)
    for choice in again:
        found.extend(under(_by_any_call(function, first_time), choice))
    if not found:
        fixture = frameworks.fixture(ev, function, name)
        if fixture is not None:
            return fixture
        body = frameworks.web_body(ev, function, param) if default is None else ()
        if body:
            return via(body, step)
        found.extend(unseen)
    return via(tuple(found), step)


def _said_by_heirs(ev: Evaluator, function: cst.FunctionDef, param: cst.Param) -> Alternatives:
    """What the heads of derived classes pass for a parameter of `__init_subclass__`, and its default."""
    cls, name = ev.names.class_of(function), param.name.value
    if cls is None or function.params.star_kwarg is param:
        return ev.lost(param, f"`**{name}` is passed in by derived classes")
    said = [
        value
        for heir in classes.heirs(ev, cls)
        for keyword in heir.keywords
        if keyword.keyword is not None and keyword.keyword.value == name
        for value in ev.evaluate(keyword.value)
    ]
    default = frameworks.default(ev, function, param)
    return (*said, *(default or ev.lost(param, f"`{name}` is passed in by derived classes")))


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


def _extra_positionals(
    ev: Evaluator, function: Function, calls: list[tuple[cst.Call, int]], param: cst.Param
) -> Alternatives:
    """What `*args` holds for each caller: what stands behind the arguments that other parameters take."""
    taken = len(function.params.posonly_params) + len(function.params.params)
    found: list[Alternative] = []
    for call, first in calls:
        positional = [passed for passed in call.args if passed.keyword is None and passed.star != "**"]
        if function_calls.is_partial(call) or any(passed.star for passed in positional):
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
        found.extend(selves.on_same_self(ev, function, call, tuple(given)))
    if not calls:
        return ev.lost(param, f"`**{param.name.value}` is passed in by callers")
    if _calls_only_itself(ev, function, calls):
        unseen = Table(param, (), (f"`**{param.name.value}` is passed in by callers",), extensible=False)
        found.append(Alternative(unseen, _from_elsewhere(function)))
    return tuple(found)
