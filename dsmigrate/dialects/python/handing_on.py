"""What calls the function that it is given: threads, executors, and wrappers that try again.

Each of these passes on the arguments that stand behind the function, as its documentation says; the names are qualified.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import libcst as cst

from dsmigrate.dialects.python.abstract import Abstract, Alternatives, Made, Member, Partial, Symbol

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator


class Runner(NamedTuple):
    """Where among the positional arguments the function stands, and whether keywords are passed on to it as well."""

    position: int
    keywords: bool


RUNNERS = {
    "asyncio.to_thread": Runner(0, True),
    "starlette.concurrency.run_in_threadpool": Runner(0, True),
    "fastapi.concurrency.run_in_threadpool": Runner(0, True),
    "anyio.to_thread.run_sync": Runner(0, False),
    "trio.to_thread.run_sync": Runner(0, False),
    "gevent.spawn": Runner(0, True),
}
# Methods that are called so on nothing else, whatever the event loop comes from.
_LOOP_METHODS = {"run_in_executor": Runner(1, False)}
_EXECUTOR_METHODS = {"submit": Runner(0, True)}
_EXECUTORS = (
    "concurrent.futures.ThreadPoolExecutor",
    "concurrent.futures.thread.ThreadPoolExecutor",
)
_NAMES = frozenset(name.rpartition(".")[2] for name in (*RUNNERS, *_LOOP_METHODS, *_EXECUTOR_METHODS))
# What gives back its first argument as a function that is called in the same way.
_WRAPPERS = frozenset({"asgiref.sync.sync_to_async", "asyncer.asyncify", "tenacity.retry", "functools.cache"})
# What is called first, and then gives such a wrapper.
_WRAPPER_MAKERS = frozenset({
    "backoff.on_exception", "backoff.on_predicate", "tenacity.retry", "stamina.retry", "retry.retry",
    "asgiref.sync.sync_to_async", "ratelimit.limits",
})  # fmt: skip


class Handed(NamedTuple):
    """A function that a call hands on: its expression, how it is run, and why its arguments may be other ones."""

    function: cst.BaseExpression
    runner: Runner
    doubt: str


def may_hand_on(call: cst.Call) -> bool:
    """Whether a call may run a function that it is given, by its name alone."""
    func = call.func
    name = func.attr if isinstance(func, cst.Attribute) else func
    return isinstance(name, cst.Name) and name.value in _NAMES


def handed(ev: Evaluator, call: cst.Call) -> Handed | None:
    """The function that a call runs for its caller; None where it is no such call."""
    if not may_hand_on(call):
        return None
    runners = {_runner(option.value, call) for option in ev.evaluate(call.func)}
    if len(runners) != 1:
        return None
    found = runners.pop()
    if found is None:
        return None
    runner, doubt = found
    if len(call.args) <= runner.position:
        return None
    before = call.args[: runner.position + 1]
    if any(argument.star or argument.keyword is not None for argument in before):
        return None
    return Handed(before[-1].value, runner, doubt)


def _runner(callee: Abstract, call: cst.Call) -> tuple[Runner, str] | None:
    if isinstance(callee, Symbol):
        runner = RUNNERS.get(callee.name)
        return (runner, "") if runner is not None else None
    if not isinstance(call.func, cst.Attribute):
        return None
    method = call.func.attr.value
    if method in _LOOP_METHODS:
        return _LOOP_METHODS[method], ""
    if method in _EXECUTOR_METHODS:
        sure = isinstance(callee, Member) and callee.base.name in _EXECUTORS
        return _EXECUTOR_METHODS[method], "" if sure else f"what `.{method}()` passes on is not known"
    return None


def wrapped(ev: Evaluator, callee: Abstract, call: cst.Call) -> Alternatives | None:
    """What a wrapper gives back for a function of a library, which is that function; None where it wraps none."""
    known = (isinstance(callee, Symbol) and callee.name in _WRAPPERS) or (
        isinstance(callee, Made) and callee.name in _WRAPPER_MAKERS
    )
    if not known or not call.args or call.args[0].star or call.args[0].keyword is not None:
        return None
    values = ev.evaluate(call.args[0].value)
    plain = all(isinstance(option.value, (Member, Partial, Symbol)) for option in values)
    return values if plain else None
