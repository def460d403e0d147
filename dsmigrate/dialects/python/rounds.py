"""Values that were bound in an earlier round of a loop: what the round they are used in says nothing about any more."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python.abstract import Abstract, Alternative, Alternatives, Literal, Table
from dsmigrate.dialects.python.flow import Reach, State
from dsmigrate.dialects.python.tree import walk

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator


def settled(ev: Evaluator, state: State) -> State:
    """The state, in which a binding of an earlier round that can only be what it is in this one counts as of this one."""
    if not any(reach.earlier for reach in state):
        return state
    return tuple(
        dict.fromkeys(
            replace(reach, earlier=frozenset()) if _is_the_same_in_any(ev, reach) else reach
            for reach in state
        )
    )


def _is_the_same_in_any(ev: Evaluator, reach: Reach) -> bool:
    inside = ev.inside(reach.earlier)
    options = list(ev.binding_value(reach.binding)) if reach.binding is not None else []
    for change in reach.changes:
        if isinstance(change.value, cst.BaseExpression):
            options += ev.evaluate(change.value)
    return all(_settled(ev, option, inside) is option for option in options)


def of_earlier_round(ev: Evaluator, alternatives: Alternatives, reach: Reach) -> Alternatives:
    """The values that a reach gives, without the choices that may be made anew in every round of its loops."""
    if not reach.earlier:
        return alternatives
    inside = ev.inside(reach.earlier)
    return tuple(_settled(ev, alternative, inside) for alternative in alternatives)


def table_of_earlier_round(ev: Evaluator, value: Abstract, reach: Reach) -> Abstract:
    """A dict, what was put into it in an earlier round no longer bound to that round's choices."""
    if not reach.earlier or not isinstance(value, Table):
        return value
    inside = ev.inside(reach.earlier)
    entries = tuple(
        replace(
            entry,
            fixed=tuple(_settled(ev, option, inside) for option in entry.fixed or ev.evaluate(entry.value)),
        )
        if id(entry.written) in inside
        else entry
        for entry in value.entries
    )
    return replace(value, entries=entries)


def distinct(alternatives: Sequence[Alternative]) -> list[Alternative]:
    """Each literal once for the widest choices that it can be had under: those say all that narrower ones do."""
    kept: list[Alternative] = []
    for alternative in sorted(alternatives, key=lambda option: len(option.choices)):
        value = alternative.value
        if not isinstance(value, Literal) or not any(
            isinstance(other.value, Literal)
            and other.value.node is value.node
            and other.value.data == value.data
            and other.choices <= alternative.choices
            for other in kept
        ):
            kept.append(alternative)
    return kept


def _settled(ev: Evaluator, alternative: Alternative, inside: frozenset[int]) -> Alternative:
    choices = frozenset(choice for choice in alternative.choices if not _is_made_anew(ev, choice[0], inside))
    return alternative if choices == alternative.choices else alternative._replace(choices=choices)


def _is_made_anew(ev: Evaluator, key: Hashable, inside: frozenset[int]) -> bool:
    """Whether a choice can turn out differently in the next round of a loop, whose nodes are `inside`."""
    match key:
        case ("test" | "loop" | "match", int() as node):
            return node in inside
        case ("key", *_):
            return True
        case ("if", *_):
            test, _ = ev.questions.conditions[key]
            return any(
                _is_bound_inside(ev, name, inside) for name in walk(test) if isinstance(name, cst.Name)
            )
        case _:
            return False


def _is_bound_inside(ev: Evaluator, name: cst.Name, inside: frozenset[int]) -> bool:
    scope = ev.names.resolve(name.value, ev.names.scope_of(name))
    bindings = scope.bindings[name.value] if scope is not None else ()
    return any(id(binding.statement) in inside for binding in bindings)
