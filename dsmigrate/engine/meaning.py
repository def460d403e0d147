"""Compares what requests ask for before and after a rewrite: only what was intended may differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dsmigrate.catalog.thinking import REASONING, THINKING
from dsmigrate.checks.context import Context
from dsmigrate.checks.effective import Proof, effective_mode, proof
from dsmigrate.core.intents import (
    AppendText,
    DropField,
    Intent,
    KeepImplied,
    RenameField,
    SetText,
    SetThinking,
)
from dsmigrate.core.sightings import Request, Sightings, Variant
from dsmigrate.core.source import Place
from dsmigrate.core.values import Constant, Items, Unknown, Value, constants
from dsmigrate.core.values import Mapping as Table
from dsmigrate.engine.verify import Shifts

# Where the thinking mode may be said, in any of the service's interfaces.
_TOGGLES = frozenset({THINKING, REASONING})


class Intended:
    """What a set of intents is meant to change."""

    def __init__(self, intents: Iterable[Intent]) -> None:
        self.texts: set[Place] = set()
        self.appended = False
        self.toggled: dict[Place, set[str]] = {}
        self.switched: set[Place] = set()
        self.dropped: dict[Place, set[str]] = {}
        self.kept: set[Place] = set()
        for intent in intents:
            match intent:
                case SetText(literal=literal):
                    self.texts.add(literal)
                case AppendText():
                    self.appended = True
                case SetThinking(request=request, replaces=replaces, changes=changes):
                    self.toggled.setdefault(request, set()).update(replaces, _TOGGLES)
                    if changes or replaces:
                        self.switched.add(request)
                case DropField(request=request, name=name):
                    self.dropped.setdefault(request, set()).add(name)
                case RenameField(request=request, name=name, to=to):
                    self.dropped.setdefault(request, set()).update((name, to))
                case KeepImplied(request=request):
                    self.kept.add(request)

    def fields(self, request: Place) -> set[str]:
        """The fields of a request's body that may differ, besides the model."""
        fields = self.toggled.get(request, set()) | self.dropped.get(request, set())
        return fields | {"messages"} if self.appended else fields


def changed_meaning(
    before: Iterable[Sightings],
    after: Iterable[Sightings],
    shifts: Mapping[object, Shifts],
    intended: Intended,
    context: Context,
) -> str:
    """Why the rewrite would change more than it is meant to; empty where it would not.

    Every request must still be there, be made in as many ways, go to the same place in the same thinking mode, and
    send the same fields with the same values. Which mode that would be is asked only of what goes to DeepSeek: others
    have none, and that they get the new name is weighed by itself.
    """
    found = {
        (r.place.path, r.place.cell, r.place.span.start, r.library): r for s in after for r in s.requests
    }
    count = len(found)
    for sighted in before:
        for request in sighted.requests:
            shift = shifts.get(request.place.path)
            start = request.place.span.start
            moved = shift.forward(start, at_end=True) if shift is not None else start
            other = found.get((request.place.path, request.place.cell, moved, request.library))
            count -= 1
            reason = (
                "it would no longer be seen" if other is None else _request(request, other, intended, context)
            )
            if reason:
                return f"a request in {request.place.path.name}: {reason}"
    return "there would be other requests than before" if count else ""


def _request(before: Request, after: Request, intended: Intended, context: Context) -> str:
    if len(before.variants) != len(after.variants):
        return "it would be made in other ways"
    left = list(after.variants)
    for old in before.variants:
        reasons = [_variant(before, old, after, new, intended, context) for new in left]
        if "" not in reasons:
            return reasons[0]
        left.pop(reasons.index(""))
    return ""


def _variant(
    request: Request, old: Variant, other: Request, new: Variant, intended: Intended, context: Context
) -> str:
    if old.api is not new.api:
        return "it would be made in other ways"
    if old.endpoint.url.place not in intended.texts and plain(old.endpoint.url) != plain(new.endpoint.url):
        return "it would go somewhere else"
    model = old.model
    if (model is None or model.place not in intended.texts) and plain(model) != plain(new.model):
        return "it would name another model"
    mode = effective_mode(request, old, context)
    if (
        mode is not None
        and proof(request, old, context) >= Proof.LIKELY
        and request.place not in intended.switched
        and mode != effective_mode(other, new, context)
    ):
        return "it would run in another thinking mode"
    unsaid = set(old.implied) - set(new.implied)
    if unsaid and request.place not in intended.kept:
        return f"`{min(unsaid)}`, which the library sets by the model's name, would be set otherwise"
    free = intended.fields(request.place) | {"model"}
    for name in {*old.fields, *new.fields} - free:
        value = old.fields.get(name)
        rewritten = value is not None and any(part.place in intended.texts for part in constants(value))
        if not rewritten and plain(value) != plain(new.fields.get(name)):
            return f"`{name}` would be sent with another value"
    return ""


def plain(value: Value | None) -> object:
    """A value without the places where it is written."""
    match value:
        case Constant(data=data, outside=outside):
            return (type(data).__name__, data, outside)
        case Table(entries=entries):
            return {key: plain(inner) for key, inner in entries}
        case Items(items=items):
            return [plain(inner) for inner in items]
        case Unknown():
            return "unknown"
        case None:
            return None
