"""What the targets of an assignment or a loop get of its value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python import loading, lookups
from dsmigrate.dialects.python.abstract import Alternative, Alternatives, Lost, Made, Row, Table, under
from dsmigrate.dialects.python.flow import Choices, combine
from dsmigrate.dialects.python.scopes import Binding

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator


def unpacked(ev: Evaluator, values: Alternatives, binding: Binding) -> Alternatives:
    """What a binding's name gets of the values that are assigned to a tuple it stands in."""
    for index in binding.path:
        found: list[Alternative] = []
        for option in values:
            if (
                isinstance(option.value, Row)
                and not option.value.opens
                and index < len(option.value.elements)
            ):
                inner = lookups.held(ev, option.value.elements[index])
                found.extend(
                    item._replace(trail=(*option.trail, *item.trail)) for item in under(inner, option.choices)
                )
            elif isinstance(option.value, Made) and (
                loaded := loading.one_of_several(ev, option.value, index)
            ):
                found.extend(under(loaded, option.choices))
            else:
                reason = "it is unpacked from something that could not be followed"
                found.append(Alternative(Lost(reason, binding.node), option.choices))
        values = tuple(found)
    return values


def iterated(ev: Evaluator, binding: Binding) -> Alternatives:
    """What a loop's target can be: the elements of what is looped over, each under its own choice."""
    assert binding.value is not None
    loop = id(binding.value)
    found: list[Alternative] = []
    for option in ev.evaluate(binding.value):
        match option.value:
            case Lost(node=made) if (each := _made_one_by_one(ev, made)) is not None:
                for index, element in enumerate(each):
                    both = combine(option.choices, frozenset({(("loop", loop), index)}))
                    if both is not None:
                        found.extend(under(ev.evaluate(element), both))
            case Row(elements=elements) if not option.value.opens:
                for index, element in enumerate(elements):
                    choice: Choices = frozenset({(("loop", loop), index)})
                    both = combine(option.choices, choice)
                    if both is not None:
                        found.extend(under(ev.evaluate(element), both))
            case Table(entries=entries) if not option.value.opens:
                for entry in entries:
                    if isinstance(entry.written, cst.DictElement):
                        choice = frozenset({(("loop", loop), entry.key)})
                        found.extend(under(ev.evaluate(entry.written.key), choice))
            case _:
                found.append(Alternative(Lost("it is looped over and could not be followed", binding.node)))
    return tuple(found)


def _made_one_by_one(ev: Evaluator, node: cst.CSTNode) -> list[cst.BaseExpression] | None:
    """The expressions that a comprehension or a generator gives, each as often as it likes; None for anything else."""
    if isinstance(node, (cst.ListComp, cst.SetComp, cst.GeneratorExp)):
        return [node.elt]
    given = [each.value for each in ev.names.yields.get(id(node), ())]
    known = [value for value in given if isinstance(value, cst.BaseExpression)]
    return known if known and len(known) == len(given) else None
