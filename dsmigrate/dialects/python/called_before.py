"""What the functions of a module see of an object that the module changes only after it has called them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python import uses
from dsmigrate.dialects.python.abstract import Routine
from dsmigrate.dialects.python.flow import Reach
from dsmigrate.dialects.python.scopes import Binding, Scope

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator


def earlier(ev: Evaluator, name: str, scope: Scope, reach: Reach) -> Iterator[Reach]:
    """The same binding before those of its changes that come after a call of what uses the name."""
    binding = reach.binding
    if binding is None or not reach.changes:
        return
    for index, change in enumerate(reach.changes):
        if _calls_between(ev, name, scope, reach.changes[index - 1] if index else binding, change):
            yield replace(reach, changes=reach.changes[:index])


def _calls_between(ev: Evaluator, name: str, scope: Scope, before: Binding, after: Binding) -> bool:
    """Whether the module itself calls a function that uses a name, between two of its statements."""
    if before.statement is None or after.statement is None or after.scope is not scope:
        return False
    try:
        first, last = ev.tree.extent(before.statement)[1], ev.tree.extent(after.statement)[0]
    except KeyError:  # a statement that was made up
        return False
    return any(
        first <= ev.tree.extent(call)[0] < last
        and uses.runs_in(ev.names.scope_of(call), scope)
        and any(
            isinstance(option.value, Routine) and _uses(ev, option.value.node, name)
            for option in ev.evaluate(call.func)
        )
        for call in ev.names.calls
    )


def _uses(ev: Evaluator, function: cst.CSTNode, name: str) -> bool:
    """Whether a function, or one that it may call, names something."""
    pending, seen = [function], {id(function)}
    while pending:
        mentioned = set(ev.graph.mentioned(pending.pop()))
        if name in mentioned:
            return True
        for other in ev.names.functions:
            if isinstance(other, cst.FunctionDef) and other.name.value in mentioned and id(other) not in seen:
                seen.add(id(other))
                pending.append(other)
    return False
