"""Lists, tuples and sets as they are written, and what is joined of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python.abstract import Alternative, Alternatives, Row
from dsmigrate.dialects.python.flow import combine

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator


def row(ev: Evaluator, node: cst.List | cst.Tuple | cst.Set) -> Alternatives:
    """A list, tuple or set as it is written, with the elements of lists that are put into it."""
    elements: list[cst.BaseExpression] = []
    opens: list[str] = []
    for element in node.elements:
        if isinstance(element, cst.StarredElement):
            options = ev.evaluate(element.value)
            only = options[0].value if len(options) == 1 else None
            if isinstance(only, Row):
                elements.extend(only.elements)
                opens.extend(only.opens)
            else:
                opens.append("a list that could not be followed is merged into it")
        else:
            elements.append(element.value)
    return (Alternative(Row(node, tuple(elements), tuple(opens))),)


def joined(node: cst.CSTNode, left: Alternatives, right: Alternatives) -> Alternatives:
    """Two lists, one behind the other; open where one of them is not known."""
    found: list[Alternative] = []
    for first in left:
        for second in right:
            both = combine(first.choices, second.choices)
            if both is None:
                continue
            rows = [option.value for option in (first, second) if isinstance(option.value, Row)]
            opens = [reason for row in rows for reason in row.opens]
            if len(rows) < 2:
                opens.append("a list that could not be followed is joined to it")
            elements = tuple(element for row in rows for element in row.elements)
            found.append(Alternative(Row(node, elements, tuple(opens)), both))
    return tuple(found)
