"""What a call passes to a parameter."""

from __future__ import annotations

import libcst as cst


def argument(call: cst.Call, name: str, position: int | None) -> cst.BaseExpression | None:
    """What a call passes by name, or by place where nothing in front of it is starred."""
    for index, passed in enumerate(call.args):
        if passed.keyword is not None and passed.keyword.value == name:
            return passed.value
        if passed.star == "*" and position is not None and index <= position:
            return None
        if passed.keyword is None and not passed.star and index == position:
            return passed.value
    return None
