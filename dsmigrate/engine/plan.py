"""Turns verdicts into findings with fixes: what must happen together becomes one unit, all or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dsmigrate.core.findings import Applicability, Edit, Fix, Verdict
from dsmigrate.core.intents import AppendText, DropField, Intent, SetText, SetThinking
from dsmigrate.core.sightings import Request, Sightings
from dsmigrate.core.source import Place
from dsmigrate.core.values import Constant

Lower = Callable[[Path, Sequence[Intent]], list[Edit]]
UsersElsewhere = Callable[[Path, str], list[Path]]


class NotPossible(Exception):
    """A unit's intents cannot be turned into edits; the message says why."""


@dataclass
class Unit:
    """Verdicts whose fixes hang together, with everything they want done."""

    verdicts: list[Verdict] = field(default_factory=list)
    intents: list[Intent] = field(default_factory=list)
    unsafe: list[str] = field(default_factory=list)
    display: list[str] = field(default_factory=list)


def units(verdicts: Iterable[Verdict]) -> list[Unit]:
    """Groups the verdicts that want the same literal, or the same part of the same request, changed."""
    groups: list[Unit] = []
    owner: dict[object, Unit] = {}
    for verdict in verdicts:
        if not verdict.intents:
            continue
        keys = [key for intent in verdict.intents for key in _claims(intent)]
        joined: list[Unit] = []
        for key in keys:
            unit = owner.get(key)
            if unit is not None and unit not in joined:
                joined.append(unit)
        unit = joined[0] if joined else Unit()
        if not joined:
            groups.append(unit)
        for other in joined[1:]:
            unit.verdicts += other.verdicts
            groups.remove(other)
        unit.verdicts.append(verdict)
        for member in unit.verdicts:
            for intent in member.intents:
                owner.update(dict.fromkeys(_claims(intent), unit))
    for unit in groups:
        unit.intents = _merged(intent for verdict in unit.verdicts for intent in verdict.intents)
        unit.unsafe = _once(reason for verdict in unit.verdicts for reason in verdict.unsafe)
        unit.display = _once(reason for verdict in unit.verdicts for reason in verdict.display)
    return groups


def _once(reasons: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(reasons))


def _claims(intent: Intent) -> list[object]:
    """What an intent decides; two that decide the same belong together."""
    match intent:
        case SetText(literal=literal) | AppendText(literal=literal):
            return [("text", literal)]
        case SetThinking(request=request):
            return [("thinking", request)]
        case DropField(request=request, name=name):
            return [("field", request, name)]


def _merged(intents: Iterable[Intent]) -> list[Intent]:
    """The intents, each once; those on one request's thinking become one. Raises NotPossible where they disagree."""
    thinking: dict[Place, SetThinking] = {}
    texts: dict[Place, str] = {}
    rest: dict[Intent, None] = {}
    for intent in intents:
        if isinstance(intent, SetThinking):
            known = thinking.get(intent.request)
            thinking[intent.request] = intent if known is None else _both(known, intent)
        else:
            if isinstance(intent, SetText) and texts.setdefault(intent.literal, intent.text) != intent.text:
                rest[AppendText(intent.literal, "")] = None
            rest[intent] = None
    return [*rest, *thinking.values()]


def _both(first: SetThinking, second: SetThinking) -> SetThinking:
    modes = tuple(one if one is not None else two for one, two in zip(first.modes, second.modes, strict=True))
    replaces = tuple(dict.fromkeys((*first.replaces, *second.replaces)))
    return SetThinking(first.request, modes, replaces)


@dataclass(frozen=True)
class Surroundings:
    """What else a unit's change would touch: everything sighted, and who uses a name in other files."""

    sightings: Sequence[Sightings]
    users: UsersElsewhere
    is_public: Callable[[Path, str], bool]


def weigh(unit: Unit, around: Surroundings) -> None:
    """Adds the reasons, found in the surroundings, that keep a unit from being safe or from being applied."""
    renamed = {intent.literal: intent.text for intent in unit.intents if isinstance(intent, SetText)}
    toggled = {intent.request for intent in unit.intents if isinstance(intent, (SetThinking, DropField))}
    old = {verdict.place: verdict for verdict in unit.verdicts}
    for sighting in around.sightings:
        for request in sighting.requests:
            _weigh_request(unit, request, renamed, toggled)
        for condition in sighting.conditions:
            for literal in condition.subjects:
                text = renamed.get(literal)
                if text is None or condition.assertion:
                    continue
                before = _model_of(around.sightings, literal)
                if before is None or condition.outcome(before) is None or (
                    condition.outcome(before) != condition.outcome(text)
                ):
                    unit.display.append(
                        f"a test in {condition.place.path.name} depends on the old name, and would come out differently"
                    )
        for escape in sighting.escapes:
            if escape.literal in renamed:
                unit.unsafe.append(f"it is also handed to `{escape.to}`, which could not be followed")
        for exposure in sighting.exposures:
            if exposure.literal in renamed:
                _weigh_exposure(unit, sighting.path, exposure.name, exposure.kind, around)
    unit.unsafe = _once(unit.unsafe)
    unit.display = _once(unit.display)
    del old


def _weigh_request(unit: Unit, request: Request, renamed: dict[Place, str], toggled: set[Place]) -> None:
    """A literal that also feeds a request which the unit does not look after must not be renamed under it."""
    if request.place in toggled:
        return
    feeds = any(isinstance(v.model, Constant) and v.model.place in renamed for v in request.variants)
    related = {related.place for verdict in unit.verdicts for related in verdict.related}
    if feeds and request.callee not in related and request.place not in related:
        unit.display.append(f"it is also sent by a request in {request.place.path.name} that is not to be changed")


def _model_of(sightings: Sequence[Sightings], literal: Place) -> str | None:
    for sighting in sightings:
        for request in sighting.requests:
            for variant in request.variants:
                if isinstance(variant.model, Constant) and variant.model.place == literal:
                    return str(variant.model.data)
    return None


def _weigh_exposure(unit: Unit, path: Path, name: str, kind: str, around: Surroundings) -> None:
    users = around.users(path, name)
    if users:
        files = ", ".join(user.name for user in users[:3]) + (" and others" if len(users) > 3 else "")
        if kind == "value":
            unit.display.append(f"`{name}` is also used in {files}, which is not followed across files")
        else:
            unit.unsafe.append(f"`{name}` is also called from {files}, and may be given another model there")
    elif kind == "default" and around.is_public(path, name):
        unit.unsafe.append(f"`{name}` is a public name of a package that others install, and they may pass another model")


def fix_of(unit: Unit, lower: Lower) -> Fix:
    """The unit's fix. Raises NotPossible where a part of it cannot be done."""
    by_file: dict[Path, list[Intent]] = defaultdict(list)
    for intent in unit.intents:
        place = intent.literal if isinstance(intent, (SetText, AppendText)) else intent.request
        by_file[place.path].append(intent)
    edits: list[Edit] = []
    for path, intents in sorted(by_file.items()):
        edits += lower(path, intents)
    if not edits:
        raise NotPossible("there is nothing to change")
    applicability = (
        Applicability.DISPLAY if unit.display else Applicability.UNSAFE if unit.unsafe else Applicability.SAFE
    )
    message = "; ".join(_once(verdict.fix_message for verdict in unit.verdicts if verdict.fix_message))
    claims = frozenset(repr(claim) for intent in unit.intents for claim in _claims(intent))
    return Fix(applicability, message, tuple(edits), claims, tuple((*unit.display, *unit.unsafe)))
