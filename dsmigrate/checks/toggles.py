"""How a request states its thinking mode: rightly, or in one of the wrong shapes that are in circulation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dsmigrate.catalog.thinking import (
    DISABLED,
    EFFORT,
    EFFORT_OFF,
    ENABLED,
    REASONING,
    THINKING,
    UNKNOWN,
    ThinkingShape,
)
from dsmigrate.checks.context import Context
from dsmigrate.core.sightings import Api, Variant
from dsmigrate.core.source import Place
from dsmigrate.core.values import Constant, Items, Mapping, Unknown, Value

TOOL_CHOICE = "tool_choice"


class WrongToggle(NamedTuple):
    """A field that was meant to set the mode and does not: `meaning` is the mode meant, empty where not clear.

    `effect` is what comes of it: ignored by the service, rejected by it, or refused by the client library.
    """

    field: str
    meaning: str
    effect: str
    place: Place


def said(value: Value | None) -> str | None:
    """The mode that a `thinking` field says rightly: enabled, disabled, `unknown` where not known, None where not."""
    if isinstance(value, Unknown):
        return UNKNOWN
    if not isinstance(value, Mapping):
        return None
    kind = value.get("type")
    if isinstance(kind, Constant):
        return str(kind.data) if kind.data in (ENABLED, DISABLED) else None
    return UNKNOWN if kind is not None or value.open else None


def effort_said(variant: Variant) -> str | None:
    """The mode that the field for the effort sets, in the same words; what may be sent at chat is `none` or no word."""
    if variant.api is Api.RESPONSES:
        reasoning = variant.fields.get(REASONING)
        effort = reasoning.get("effort") if isinstance(reasoning, Mapping) else reasoning
        if isinstance(effort, Constant) and isinstance(effort.data, str):
            return DISABLED if effort.data == EFFORT_OFF else ENABLED
        closed = isinstance(reasoning, Mapping) and not reasoning.open
        return None if reasoning is None or is_nothing(reasoning) or (closed and effort is None) else UNKNOWN
    effort = variant.fields.get(EFFORT)
    return DISABLED if isinstance(effort, Constant) and effort.data == EFFORT_OFF else None


def wrong_toggles(variant: Variant, context: Context) -> Iterator[WrongToggle]:
    """Every field of a variant that says the mode wrongly."""
    if variant.api not in (Api.CHAT, Api.MESSAGES):
        return
    for shape in context.catalog.thinking_shapes:
        sent = shape.where == "body"
        value = (variant.fields if sent else variant.refused).get(shape.field)
        if (
            value is None
            or is_nothing(value)
            or (sent and shape.field == THINKING and said(value) is not None)
        ):
            continue
        if sent and not _fits(shape, value, variant.api):
            continue
        yield WrongToggle(shape.field, _meaning(shape, value), shape.effect, place_of(value))


def is_nothing(value: Value) -> bool:
    """Whether a field is written out as None, which is as good as leaving it out."""
    return isinstance(value, Constant) and value.data is None


def _fits(shape: ThinkingShape, value: Value, api: Api) -> bool:
    """Whether `value` is written in this shape. Anthropic's `thinking` has types of its own, which are not judged."""
    if shape.field == THINKING and api is Api.MESSAGES and isinstance(value, Mapping):
        return False
    if shape.ambiguous:
        return bool(_meaning(shape, value))
    return any(_at(value, path) is not None for path in shape.paths)


def _meaning(shape: ThinkingShape, value: Value) -> str:
    for path in shape.paths:
        found = _at(value, path)
        if isinstance(found, Constant) and (mode := shape.meaning(found.data)):
            return mode
    return ""


def _at(value: Value, path: tuple[str, ...]) -> Value | None:
    found: Value | None = value
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def place_of(value: Value) -> Place:
    """Where a value is written."""
    match value:
        case Constant(place=place) | Mapping(place=place) | Items(place=place) | Unknown(place=place):
            return place
