"""`if "key" in given: x = given.pop("key") else: x = DEFAULT`, which is `given.pop("key", DEFAULT)` at length."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python.abstract import Alternative, Alternatives, Literal, Lost
from dsmigrate.dialects.python.flow import Reach

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator

Reached = Sequence[tuple[Reach, Alternatives]]


def with_defaults(ev: Evaluator, reached: Reached) -> Alternatives:
    """The values by which bindings reach a use; what is only given from outside is the default that it replaces there."""
    found: list[Alternative] = []
    for reach, values in reached:
        given = all(isinstance(option.value, Lost) for option in values)
        found.extend((_defaults(ev, reach, values, reached) if given and values else ()) or values)
    return tuple(found)


def _defaults(ev: Evaluator, reach: Reach, given: Alternatives, reached: Reached) -> Alternatives:
    """The plain values on the other side of the test for what a binding takes out of a dict; none where there is no such."""
    taken = _taken(ev, reach.binding.value if reach.binding is not None else None)
    if taken is None:
        return ()
    for key, branch in reach.choices:
        test, _ = ev.questions.conditions.get(key, (None, True))
        if test is None or _asked_for(ev, test) != taken:
            continue
        others = [
            option
            for other, values in reached
            if any(also == key and side != branch for also, side in other.choices)
            for option in values
        ]
        if others and all(isinstance(option.value, Literal) and option.value.data for option in others):
            known = (o.value.outside for o in given if isinstance(o.value, Lost) and o.value.outside)
            outside = next(known, f"what `{taken[0]}` is given as `{taken[1]}`")
            return tuple(
                option._replace(
                    choices=frozenset(
                        (also, branch if also == key else side) for also, side in option.choices
                    ),
                    outside=option.outside or outside,
                )
                for option in others
            )
    return ()


def _taken(ev: Evaluator, value: cst.CSTNode | None) -> tuple[str, str] | None:
    """The dict and the key of `given.pop("key")`, `given.get("key")` or `given["key"]`."""
    match value:
        case cst.Call(func=cst.Attribute(value=given, attr=cst.Name(value="pop" | "get")), args=[first, *_]):
            key = first.value
        case cst.Subscript(value=given, slice=[cst.SubscriptElement(slice=cst.Index(value=key))]):
            pass
        case _:
            return None
    name = ev.only_text(key)
    return (ev.tree.text(given), name) if name is not None else None


def _asked_for(ev: Evaluator, test: cst.BaseExpression) -> tuple[str, str] | None:
    """The dict and the key that a test asks for: whether it is in it, or what is there."""
    while isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
        test = test.expression
    match test:
        case cst.Comparison(
            left=key,
            comparisons=[cst.ComparisonTarget(operator=cst.In() | cst.NotIn(), comparator=given)],
        ):
            name = ev.only_text(key)
            return (ev.tree.text(given), name) if name is not None else None
        case _:
            return _taken(ev, test)
