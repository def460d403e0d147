"""What calls the function that it is given: threads, executors, and wrappers that try again.

Each of these passes on what its documentation says; rules/catalog/runners.toml has them by qualified name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import libcst as cst

from dsmigrate.catalog.runners import Passing, Runner
from dsmigrate.dialects.python.abstract import (
    ALTERNATIVES_LIMIT,
    Abstract,
    Alternatives,
    Lost,
    Made,
    Member,
    Partial,
    Routine,
    Row,
    Symbol,
)
from dsmigrate.dialects.python.arguments import argument
from dsmigrate.dialects.python.scopes import dotted

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator

# An iterable that gives one thing again and again.
REPEATING = "itertools.repeat"


class Handed(NamedTuple):
    """A function that a call hands on: its expression, how it is run, and why its arguments may be other ones."""

    function: cst.BaseExpression
    runner: Runner
    doubt: str


def may_hand_on(ev: Evaluator, call: cst.Call) -> bool:
    """Whether a call may run a function that it is given, by its name alone."""
    func = call.func
    name = func.attr if isinstance(func, cst.Attribute) else func
    return isinstance(name, cst.Name) and name.value in ev.runners.names


def handed(ev: Evaluator, call: cst.Call) -> Handed | None:
    """The function that a call runs for its caller; None where it is no such call."""
    if not may_hand_on(ev, call):
        return None
    runners = {_runner(ev, option.value, call) for option in ev.evaluate(call.func)}
    if len(runners) != 1:
        return None
    found = runners.pop()
    if found is None:
        return None
    runner, doubt = found
    if runner.passes is Passing.PACKED:
        function = argument(call, runner.function, runner.position)
        return Handed(function, runner, doubt) if function is not None else None
    before = call.args[: runner.position + 1]
    if len(before) <= runner.position or any(each.star or each.keyword is not None for each in before):
        return None
    return Handed(before[-1].value, runner, doubt)


def _runner(ev: Evaluator, callee: Abstract, call: cst.Call) -> tuple[Runner, str] | None:
    if isinstance(callee, Symbol):
        runner = ev.runners.functions.get(callee.name)
        return (runner, "") if runner is not None else None
    if not isinstance(call.func, cst.Attribute):
        return None
    method = call.func.attr.value
    for runner in ev.runners.methods.get(method, ()):
        if not runner.of or (
            isinstance(callee, Member) and len(callee.path) == 1 and callee.base.name in runner.of
        ):
            return runner, ""
        if runner.likely:
            return runner, f"what `.{method}()` passes on is not known"
    return None


def all_handed(ev: Evaluator) -> list[tuple[cst.Call, Handed]]:
    """Every call of the program that hands a function on."""
    calls = (call for name in sorted(ev.runners.names) for call in ev.names.calls_by_name.get(name, ()))
    found = ((call, handed(ev, call)) for call in calls)
    return [(call, each) for call, each in found if each is not None]


def runs(ev: Evaluator, call: cst.Call) -> bool:
    """Whether a call only runs functions of the project, with arguments that are followed."""
    each = handed(ev, call)
    if each is None or each.doubt:
        return False
    function, _ = unwrapped(ev, each.function)
    return all(isinstance(option.value, Routine) for option in ev.evaluate(function))


def calls_made(ev: Evaluator, call: cst.Call, handed_on: Handed) -> Sequence[cst.Call]:
    """The calls that a runner makes, as if they were written out; one alone where it is not known how many they are."""
    known = ev.made_up.get(id(call))
    if known is None:
        function, held = unwrapped(ev, handed_on.function)
        given = _given(ev, call, handed_on)
        # What is passed later comes in the place of what is held; all that is named stands behind the rest.
        known = ev.made_up[id(call)] = tuple(
            cst.Call(function, args=[*_plain(held), *_plain(each), *_named(each), *_named(held)])
            for each in given
        )
    return known


def unwrapped(ev: Evaluator, function: cst.BaseExpression) -> tuple[cst.BaseExpression, Sequence[cst.Arg]]:
    """The function of the project in a `partial` that is written out, and what that holds for it; else itself."""
    options = ev.evaluate(function)
    only = options[0].value if len(options) == 1 else None
    if isinstance(only, Partial) and only.call is function and isinstance(only.target, Routine):
        return only.call.args[0].value, only.call.args[1:]
    return function, ()


def _given(ev: Evaluator, call: cst.Call, handed_on: Handed) -> Iterator[list[cst.Arg]]:
    """The arguments of each call that a runner makes."""
    runner = handed_on.runner
    behind = call.args[runner.position + 1 :]
    match runner.passes:
        case Passing.BEHIND:
            yield [*behind] if runner.keywords else _plain(behind)
        case Passing.PACKED:
            yield _unpacked(ev, call, runner)
        case Passing.EACH:
            yield from _each(ev, _plain(behind)[: runner.most or None])
        case Passing.ROWS:
            rows = _elements(ev, behind[0].value) if behind and not _is_named(behind[0]) else None
            if rows is None:
                yield [cst.Arg(cst.Ellipsis(), star="*")]
            for row in rows or ():
                yield _listed(ev, row)


def _unpacked(ev: Evaluator, call: cst.Call, runner: Runner) -> list[cst.Arg]:
    """What is called with the arguments that a list and a dict hold."""
    listed = argument(call, runner.args, runner.positional.index(runner.args))
    named = argument(call, runner.kwargs, runner.positional.index(runner.kwargs))
    if any(each.star for each in call.args):
        return [cst.Arg(cst.Ellipsis(), star="*"), cst.Arg(cst.Ellipsis(), star="**")]
    found: list[cst.Arg] = []
    if listed is not None:
        found += _listed(ev, listed)
    if named is not None:
        found.append(cst.Arg(named, star="**"))
    return found


def _listed(ev: Evaluator, expression: cst.BaseExpression) -> list[cst.Arg]:
    """The elements of a list or tuple as positional arguments."""
    elements = _elements(ev, expression)
    return [cst.Arg(expression, star="*")] if elements is None else [cst.Arg(each) for each in elements]


def _each(ev: Evaluator, iterables: Sequence[cst.Arg]) -> Iterator[list[cst.Arg]]:
    """The arguments of the calls that are made with one element of each iterable at a time."""
    if any(each.star for each in iterables):
        yield [cst.Arg(cst.Ellipsis(), star="*")]
        return
    columns = [_elements(ev, each.value) for each in iterables]
    repeated = [_repeated(ev, each.value) for each in iterables]
    lengths = [len(column) for column in columns if column is not None]
    for index in range(min(lengths, default=1)):
        yield [
            cst.Arg(column[index] if column is not None else again or cst.Ellipsis())
            for column, again in zip(columns, repeated, strict=True)
        ]


def _elements(ev: Evaluator, expression: cst.BaseExpression) -> Sequence[cst.BaseExpression] | None:
    """The elements of a list or tuple; None where it is not known, or too long to follow."""
    options = ev.evaluate(expression)
    only = options[0].value if len(options) == 1 else None
    if not isinstance(only, Row) or only.opens or len(only.elements) > ALTERNATIVES_LIMIT // 2:
        return None
    return only.elements


def _repeated(ev: Evaluator, expression: cst.BaseExpression) -> cst.BaseExpression | None:
    """What `itertools.repeat(...)` gives again and again; None for anything else."""
    options = ev.evaluate(expression)
    made = options[0].value if len(options) == 1 else None
    if isinstance(made, Made) and made.name == REPEATING:
        return argument(made.call, "object", 0)
    return None


def is_repeated(ev: Evaluator, call: cst.Call) -> bool:
    """Whether what `itertools.repeat(...)` gives is only passed to functions of the project that a call runs."""
    passed = ev.tree.parent(call)
    runner = ev.tree.parent(passed) if isinstance(passed, cst.Arg) else None
    return isinstance(runner, cst.Call) and runs(ev, runner)


def _is_named(passed: cst.Arg) -> bool:
    return passed.keyword is not None or passed.star == "**"


def _named(arguments: Sequence[cst.Arg]) -> list[cst.Arg]:
    return [each for each in arguments if _is_named(each)]


def _plain(arguments: Sequence[cst.Arg]) -> list[cst.Arg]:
    return [each for each in arguments if not _is_named(each)]


def is_run(ev: Evaluator, value: cst.BaseExpression) -> bool:
    """Whether a function stands where a call runs it, with arguments that are followed; also one in a `partial`."""
    passed = ev.tree.parent(value)
    call = ev.tree.parent(passed) if isinstance(passed, cst.Arg) else None
    if not isinstance(call, cst.Call):
        return False
    each = handed(ev, call)
    if each is not None and not each.doubt:
        return each.function is value
    above = ev.tree.parent(call)
    if isinstance(above, cst.Call) and above.func is call and _is_wrapper(ev, call):
        return call.args[0] is passed
    return unwrapped(ev, call)[0] is value and is_run(ev, call)


def located(ev: Evaluator, values: Alternatives, call: cst.Call) -> Alternatives:
    """The same; what is not known in a call that is written nowhere is told at the function that is handed on."""
    if not is_made_up(ev, call):
        return values
    return tuple(
        option._replace(value=Lost(option.value.reason, call.func, option.value.outside))
        if isinstance(option.value, Lost) and is_made_up(ev, option.value.node)
        else option
        for option in values
    )


def is_made_up(ev: Evaluator, node: cst.CSTNode) -> bool:
    """Whether a node is written nowhere."""
    return ev.tree.parent(node) is None and not isinstance(node, cst.Module)


def wrapped(ev: Evaluator, callee: Abstract, call: cst.Call) -> Alternatives | None:
    """What a wrapper gives back for a function, which is that function; None where it wraps none."""
    known = (isinstance(callee, Symbol) and callee.name in ev.runners.wrappers) or (
        isinstance(callee, Made) and callee.name in ev.runners.wrapper_makers
    )
    if not known or not call.args or call.args[0].star or call.args[0].keyword is not None:
        return None
    values = ev.evaluate(call.args[0].value)
    plain = all(isinstance(option.value, (Member, Partial, Routine, Symbol)) for option in values)
    return values if plain else None


def _is_wrapper(ev: Evaluator, call: cst.Call) -> bool:
    """Whether a call gives back the function that it is given first, to be called in the same way."""
    return all(wrapped(ev, option.value, call) is not None for option in ev.evaluate(call.func))


def calls_through(ev: Evaluator, name: str) -> Iterator[cst.Call]:
    """The calls of what a call gives for a function called `name`, which may be that function."""
    for call in ev.names.calls_of_results:
        wrapper = call.func
        if isinstance(wrapper, cst.Call) and wrapper.args and _last_name(wrapper.args[0].value) == name:
            yield call


def _last_name(expression: cst.BaseExpression) -> str:
    return dotted(expression).rpartition(".")[2]
