"""What a web application calls in the place of a dependency: `app.dependency_overrides[get_client] = get_other`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.file_kinds import is_handed_fixtures
from dsmigrate.dialects.python import results
from dsmigrate.dialects.python.abstract import Alternative, Alternatives, Lost, Routine, under

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator

_OVERRIDES = "dependency_overrides"
# What is called in the place of what, and where that is said; None for what is not written out.
_Pair = tuple[cst.BaseExpression | None, cst.BaseExpression | None, cst.CSTNode]


def given_instead(ev: Evaluator, dependency: Routine) -> Alternatives:
    """What the functions give that may be called in the place of a dependency; those of tests do not count."""
    found: list[Alternative] = []
    for asked, instead, node in _pairs(ev):
        options = ev.evaluate(asked) if asked is not None else ()
        if asked is not None and not any(
            isinstance(option.value, Lost)
            or (isinstance(option.value, Routine) and option.value.node is dependency.node)
            for option in options
        ):
            continue
        for other in ev.evaluate(instead) if instead is not None else ():
            if isinstance(other.value, Routine):
                found.extend(under(results.given(ev, other.value), other.choices))
                break
        else:
            found.extend(ev.lost(node, f"`{_OVERRIDES}` may put something else in its place"))
    return tuple(found)


def _pairs(ev: Evaluator) -> Iterator[_Pair]:
    for node in ev.names.values_by_name.get(_OVERRIDES, ()):
        if isinstance(node, cst.Attribute) and not _is_of_a_test(ev, node):
            yield from _said_at(ev, node)
    for binding in ev.names.attribute_bindings.get(_OVERRIDES, ()):
        if isinstance(binding.value, cst.BaseExpression) and not _is_of_a_test(ev, binding.value):
            yield from _written(binding.value)


def _is_of_a_test(ev: Evaluator, node: cst.CSTNode) -> bool:
    return is_handed_fixtures(ev.tree.tree_of(node).source.path.name)


def _said_at(ev: Evaluator, overrides: cst.Attribute) -> Iterator[_Pair]:
    """What is put into the dict where it is named."""
    above = ev.tree.parent(overrides)
    user = ev.tree.parent(above) if above is not None else None
    match above, user:
        case (
            cst.Subscript(slice=[cst.SubscriptElement(slice=cst.Index(value=asked))]),
            cst.AssignTarget(),
        ):
            statement = ev.tree.parent(user)
            yield asked, statement.value if isinstance(statement, cst.Assign) else None, overrides
        case cst.Attribute(attr=cst.Name(value="update")), cst.Call(args=args):
            for argument in args:
                yield from _written(argument.value)
        case cst.Attribute(attr=cst.Name(value="setdefault")), cst.Call(args=[asked, instead]):
            yield asked.value, instead.value, overrides
        case _:
            pass


def _written(table: cst.BaseExpression) -> Iterator[_Pair]:
    """The pairs of a dict that is written out; a dict that is not may hold any."""
    if not isinstance(table, cst.Dict):
        yield None, None, table
        return
    for element in table.elements:
        if isinstance(element, cst.DictElement):
            yield element.key, element.value, element
        else:
            yield None, None, element
