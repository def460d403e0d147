"""What a function of the project is given where something else calls it: an executor, a thread, `map`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python.abstract import Alternative, Alternatives, Lost, Routine, Row, Table, under
from dsmigrate.dialects.python.arguments import argument
from dsmigrate.dialects.python.flow import Choices
from dsmigrate.dialects.python.scopes import Function, dotted

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator

# Functions and methods that pass on what stands behind the function, which stands at a place of its own.
_PASSING = {"submit": 0, "to_thread": 0, "run_in_threadpool": 0, "run_sync": 0, "run_in_executor": 1}
# Those that call it for each of what stands behind it, side by side.
_EACH = frozenset({"map", "imap", "imap_unordered"})
# Classes that are told the function as `target`, and what to pass as a tuple and a dict.
_WORKERS = frozenset({"Thread", "Process"})
_NOT_FOLLOWED = "what it is run with could not be followed"


def given(
    ev: Evaluator, function: Function, name: str, position: int | None, default: Alternatives | None
) -> Alternatives:
    """What a parameter, the one at `position` among the positional ones, is where others call its function."""
    found: list[Alternative] = []
    for call, place in _runs(ev, function):
        choice: Choices = frozenset({(("call", id(function)), id(call))})
        missing = default if default is not None else ev.lost(call, _NOT_FOLLOWED)
        found += under(_passed(ev, call, place, name, position) or missing, choice)
    return tuple(found)


def _runs(ev: Evaluator, function: Function) -> Iterator[tuple[cst.Call, int | None]]:
    """The calls that run a function for their caller, with where it stands among their arguments, if it does by place."""
    for runner in (*_PASSING, *sorted(_EACH), *sorted(_WORKERS)):
        for call in ev.names.calls_by_name.get(runner, ()):
            place = None if runner in _WORKERS else _PASSING.get(runner, 0)
            target = argument(call, "target", None) if place is None else argument(call, "", place)
            if target is not None and any(
                isinstance(option.value, Routine) and option.value.node is function
                for option in ev.evaluate(target)
            ):
                yield call, place


def _passed(
    ev: Evaluator, call: cst.Call, place: int | None, name: str, position: int | None
) -> Alternatives:
    """What a call has passed for a parameter; nothing where it leaves that to the default."""
    if place is None:
        return _of_worker(ev, call, name, position)
    behind = call.args[place + 1 :]
    if any(passed.star for passed in behind):
        return ev.lost(call, _NOT_FOLLOWED)
    each = dotted(call.func).rpartition(".")[2] in _EACH
    by_place = [passed.value for passed in behind if passed.keyword is None]
    if position is not None and position < len(by_place):
        return _each_of(ev, by_place[position]) if each else ev.evaluate(by_place[position])
    named = argument(call, name, None)
    return ev.evaluate(named) if named is not None and not each else ()


def _of_worker(ev: Evaluator, call: cst.Call, name: str, position: int | None) -> Alternatives:
    """What `Thread(target=function, args=(...), kwargs={...})` has passed."""
    args, kwargs = argument(call, "args", None), argument(call, "kwargs", None)
    found: list[Alternative] = []
    for option in ev.evaluate(kwargs) if kwargs is not None else ():
        entry = option.value.find(name) if isinstance(option.value, Table) else None
        if entry is not None:
            found += under(ev.entry_value(entry), option.choices)
        elif not isinstance(option.value, Table) or option.value.opens:
            found.append(Alternative(Lost(_NOT_FOLLOWED, call), option.choices))
    for option in ev.evaluate(args) if args is not None and position is not None else ():
        if not isinstance(option.value, Row) or option.value.opens:
            found.append(Alternative(Lost(_NOT_FOLLOWED, call), option.choices))
        elif position is not None and position < len(option.value.elements):
            found += under(ev.evaluate(option.value.elements[position]), option.choices)
    return tuple(found)


def _each_of(ev: Evaluator, several: cst.BaseExpression) -> Alternatives:
    """What a list holds, each under a choice of its own."""
    found: list[Alternative] = []
    for option in ev.evaluate(several):
        if not isinstance(option.value, Row) or option.value.opens:
            found.append(Alternative(Lost(_NOT_FOLLOWED, several), option.choices))
            continue
        for index, element in enumerate(option.value.elements):
            choice: Choices = frozenset({(("loop", id(several)), index)})
            found += under(under(ev.evaluate(element), option.choices), choice)
    return tuple(found)
