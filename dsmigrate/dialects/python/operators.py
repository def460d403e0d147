"""What operators give: `-x`, `a + b`, `a | b`, `a or b`, `a if test else b`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python import literals, rows, tables
from dsmigrate.dialects.python.abstract import (
    Alternative,
    Alternatives,
    Literal,
    Lost,
    Row,
    from_outside,
    truth,
    under,
)
from dsmigrate.dialects.python.flow import Choices

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator


def unary(ev: Evaluator, node: cst.UnaryOperation) -> Alternatives:
    """What `-x` is, of a number that is written out."""
    if isinstance(node.operator, cst.Minus) and isinstance(node.expression, (cst.Integer, cst.Float)):
        return (Alternative(Literal(-node.expression.evaluated_value, node)),)
    return ev.lost(node, "it is worked out at run time")


def binary(ev: Evaluator, node: cst.BinaryOperation) -> Alternatives:
    """What `a + b` of texts or lists is, and `a | b` of dicts."""
    if isinstance(node.operator, cst.Add):
        left, right = ev.evaluate(node.left), ev.evaluate(node.right)
        if any(isinstance(option.value, Row) for option in (*left, *right)):
            return rows.joined(node, left, right)
        return literals.glued(ev, node, [node.left, node.right])
    if isinstance(node.operator, cst.BitOr):
        return tables.merged(ev, node, [node.left, node.right])
    return ev.lost(node, "it is worked out at run time")


def either(ev: Evaluator, node: cst.IfExp) -> Alternatives:
    """What `a if test else b` can be: either side, under what its test says."""
    found: list[Alternative] = []
    for side, taken in ((node.body, True), (node.orelse, False)):
        for choices in ev.questions.branches(node.test, taken):
            found.extend(under(ev.evaluate(side), choices))
    return tuple(found)


def boolean(ev: Evaluator, node: cst.BooleanOperation) -> Alternatives:
    """What `a or b` can be: `a` where that may be true, and `b` where it may not."""
    if not isinstance(node.operator, cst.Or):
        return ev.lost(node, "it is worked out at run time")
    left, right = ev.evaluate(node.left), ev.evaluate(node.right)
    found: list[Alternative] = []
    falls_through: list[Choices] = []
    outside = ""
    for option in left:
        known = truth(option.value)
        if known is None:
            if isinstance(option.value, Lost) and option.value.outside:
                outside = option.value.outside
            else:
                found.append(option)
        elif known:
            found.append(option)
        if not known or option.outside:
            falls_through.append(option.choices)
    for choices in dict.fromkeys(falls_through):
        found.extend(from_outside(under(right, choices), outside))
    return tuple(found)
