"""Literals: numbers, and texts, also those that are put together of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python.abstract import (
    ALTERNATIVES_LIMIT,
    Abstract,
    Alternative,
    Alternatives,
    Literal,
    Lost,
    Step,
)
from dsmigrate.dialects.python.flow import NO_CHOICE, Choices, combine
from dsmigrate.dialects.python.strings import value_of

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator


def string(ev: Evaluator, node: cst.SimpleString) -> Alternatives:
    """A text, or bytes, which are known and not to be edited."""
    data = value_of(node)
    if isinstance(data, bytes):
        return (Alternative(Literal(data.decode("utf-8", "replace"), node, editable=False)),)
    return (Alternative(Literal(data, node)),)


def concatenated(ev: Evaluator, node: cst.ConcatenatedString) -> Alternatives:
    """Texts that stand side by side."""
    return glued(ev, node, [node.left, node.right])


def formatted(ev: Evaluator, node: cst.FormattedString) -> Alternatives:
    """A text with expressions in it; known where these are."""
    parts: list[cst.CSTNode] = []
    for part in node.parts:
        if isinstance(part, cst.FormattedStringExpression):
            if part.format_spec is not None or part.conversion is not None:
                return ev.lost(node, "it is a formatted string")
            parts.append(part.expression)
        else:
            parts.append(part)
    return glued(ev, node, parts)


def formatted_text(ev: Evaluator, node: cst.FormattedStringText) -> Alternatives:
    """What stands between the expressions of a formatted text."""
    return (Alternative(Literal(node.value.replace("{{", "{").replace("}}", "}"), node, editable=False)),)


def glued(ev: Evaluator, node: cst.CSTNode, parts: list[cst.CSTNode]) -> Alternatives:
    """Strings put together; known in the ways in which every part is."""
    whole: list[tuple[str, Choices, tuple[Step, ...], str]] = [("", NO_CHOICE, (), "")]
    unknown: dict[Choices, Lost] = {}
    for part in parts:
        options = ev.evaluate(part)
        longer = []
        for text, choices, trail, outside in whole:
            for option in options:
                both = combine(choices, option.choices)
                if both is None:
                    continue
                if not isinstance(option.value, Literal) or option.value.data is None:
                    unknown.setdefault(both, _no_text(option.value, node))
                    continue
                longer.append(
                    (
                        text + str(option.value.data),
                        both,
                        (*trail, *option.trail),
                        outside or option.outside,
                    )
                )
        whole = longer
        if len(whole) > ALTERNATIVES_LIMIT:
            return ev.lost(node, "it can be too many things to follow")
    if not whole and unknown:
        return (Alternative(next(iter(unknown.values()))),)
    known = (
        Alternative(Literal(text, node, editable=False), choices, trail, outside)
        for text, choices, trail, outside in whole
    )
    return (*known, *(Alternative(lost, choices) for choices, lost in unknown.items()))


def _no_text(value: Abstract, node: cst.CSTNode) -> Lost:
    """What a text is that something is put into which is none, or of which nothing is known."""
    if isinstance(value, Lost):
        return Lost(value.reason, node, value.outside)
    return Lost("a part of it is not text", node)


def number(ev: Evaluator, node: cst.Integer | cst.Float) -> Alternatives:
    """A number."""
    return (Alternative(Literal(node.evaluated_value, node)),)
