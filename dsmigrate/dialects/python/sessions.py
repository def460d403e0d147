"""`st.session_state`: what Streamlit keeps from one run of a script to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python.abstract import Alternatives, Step, Symbol, from_outside, via
from dsmigrate.dialects.python.strings import value_of

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator

STATE = "streamlit.session_state"


def kept(ev: Evaluator, key: str) -> Alternatives:
    """What is kept under a key, set as an item or as an attribute; a widget of that key puts the user's choice there."""
    found: list[Alternatives] = []
    for change in ev.names.changes:
        target = change.node
        if (
            change.kind == "item"
            and isinstance(target, cst.Subscript)
            and isinstance(change.value, cst.BaseExpression)
            and isinstance(change.key, cst.SimpleString)
            and value_of(change.key) == key
            and _is_state(ev, target.value)
        ):
            found.append(via(ev.evaluate(change.value), Step(change)))
    for binding in ev.names.attribute_bindings.get(key, ()):
        if isinstance(binding.node, cst.Attribute) and _is_state(ev, binding.node.value):
            found.append(via(ev.binding_value(binding), Step(binding)))
    every = tuple(option for values in found for option in values)
    return from_outside(every, "the user's choice") if every and _has_widget(ev, key) else every


def _is_state(ev: Evaluator, node: cst.BaseExpression) -> bool:
    return any(
        isinstance(option.value, Symbol) and option.value.name == STATE for option in ev.evaluate(node)
    )


def _has_widget(ev: Evaluator, key: str) -> bool:
    return any(
        argument.keyword is not None
        and argument.keyword.value == "key"
        and isinstance(argument.value, cst.SimpleString)
        and value_of(argument.value) == key
        for call in ev.names.calls
        for argument in call.args
    )
