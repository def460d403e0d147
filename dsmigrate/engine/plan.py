"""Turns verdicts into findings with fixes: what must happen together becomes one unit, all or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from dsmigrate.core.findings import Applicability, Edit, Fix, Verdict
from dsmigrate.core.intents import (
    AppendText,
    DropField,
    Intent,
    KeepImplied,
    RenameField,
    SetComment,
    SetText,
    SetThinking,
)
from dsmigrate.core.sightings import Condition, Escape, Exposure, Meeting, Request, Sightings
from dsmigrate.core.source import Place
from dsmigrate.core.values import Constant

T = TypeVar("T")
Lower = Callable[[Path, Sequence[Intent]], list[Edit]]
UsersElsewhere = Callable[[Path, str], list[Path]]
IsPublic = Callable[[Path, str], bool]
RowOf = Callable[[Place], int]


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
        unit.intents = _once(intent for verdict in unit.verdicts for intent in verdict.intents)
        unit.unsafe = _once(reason for verdict in unit.verdicts for reason in verdict.unsafe)
        unit.display = _once(reason for verdict in unit.verdicts for reason in verdict.display)
    return groups


def _once(things: Iterable[T]) -> list[T]:
    return list(dict.fromkeys(things))


def _claims(intent: Intent) -> list[object]:
    """What an intent decides; two that decide the same belong together."""
    match intent:
        case SetText(literal=literal) | AppendText(literal=literal):
            return [("text", literal)]
        case SetThinking(request=request):
            return [("thinking", request)]
        case DropField(request=request, name=name) | RenameField(request=request, name=name):
            return [("field", request, name)]
        case KeepImplied(request=request):
            return [("implied", request)]
        case SetComment(place=place):
            return [("text", place)]


def _merged(intents: Iterable[Intent]) -> list[Intent]:
    """The intents, those on one request's thinking put into one. Raises NotPossible where two disagree."""
    thinking: dict[Place, SetThinking] = {}
    texts: dict[Place, str] = {}
    rest: list[Intent] = []
    for intent in intents:
        if isinstance(intent, SetThinking):
            known = thinking.get(intent.request)
            thinking[intent.request] = intent if known is None else _both(known, intent)
            continue
        if isinstance(intent, SetText) and texts.setdefault(intent.literal, intent.text) != intent.text:
            raise NotPossible("the same text would have to become two different ones")
        rest.append(intent)
    return [*rest, *thinking.values()]


def _both(first: SetThinking, second: SetThinking) -> SetThinking:
    for one, two in zip(first.modes, second.modes, strict=True):
        if one is not None and two is not None and one != two:
            raise NotPossible("one request would have to run in two thinking modes")
    modes = tuple(one if one is not None else two for one, two in zip(first.modes, second.modes, strict=True))
    replaces = tuple(dict.fromkeys((*first.replaces, *second.replaces)))
    changes, others = first.changes or second.changes, first.others or second.others
    return SetThinking(first.request, modes, replaces, changes, others)


class Surroundings:
    """What else a unit's change would touch: all that was sighted, by literal, and who uses a name in other files."""

    def __init__(
        self,
        sightings: Iterable[Sightings],
        users: UsersElsewhere,
        setters: UsersElsewhere,
        is_public: IsPublic,
        row_of: RowOf,
    ) -> None:
        self.users = users
        self.setters = setters
        self.is_public = is_public
        self.row_of = row_of
        self.conditions: dict[Place, list[Condition]] = defaultdict(list)
        self.meetings: dict[Place, list[Meeting]] = defaultdict(list)
        self.escapes: dict[Place, list[Escape]] = defaultdict(list)
        self.exposures: dict[Place, list[Exposure]] = defaultdict(list)
        self.requests: dict[Place, list[Request]] = defaultdict(list)
        for sighted in sightings:
            for condition in sighted.conditions:
                for literal in dict.fromkeys(
                    place for _, place in (*condition.subjects, *condition.operands)
                ):
                    self.conditions[literal].append(condition)
            for meeting in sighted.meetings:
                for literal in dict.fromkeys(place for _, place in meeting.members):
                    self.meetings[literal].append(meeting)
            for escape in sighted.escapes:
                self.escapes[escape.literal].append(escape)
            for exposure in sighted.exposures:
                self.exposures[exposure.literal].append(exposure)
            for request in sighted.requests:
                for variant in request.variants:
                    if isinstance(variant.model, Constant):
                        self.requests[variant.model.place].append(request)


def renames_of(unit: Unit) -> dict[Place, str]:
    """The literals that a unit changes, each with its new text."""
    return {intent.literal: intent.text for intent in unit.intents if isinstance(intent, SetText)}


def weigh(unit: Unit, around: Surroundings) -> None:
    """Adds the reasons, found in the surroundings, that keep a unit from being safe or from being applied.

    What becomes of it beside the other units is for `weigh_together`.
    """
    renamed = renames_of(unit)
    looked_after = {intent.request for intent in unit.intents if isinstance(intent, (SetThinking, DropField))}
    looked_after |= {related.place for verdict in unit.verdicts for related in verdict.related}
    for literal in renamed:
        for request in around.requests.get(literal, ()):
            if request.place not in looked_after and request.callee not in looked_after:
                unit.display.append(
                    f"it is also sent by a request in {request.place.path.name} that is not to be changed"
                )
        for condition in around.conditions.get(literal, ()):
            name = condition.place.path.name
            if not _is_turned(condition, renamed):
                if _is_asked_of_others(condition, literal):
                    other = (
                        "what an answer calls its model, which may be another name than the one that is asked for"
                        if condition.answered
                        else "what could not be followed"
                    )
                    unit.unsafe.append(f"a test in {_row(condition.place, around)} compares it with {other}")
            elif condition.assertion:
                unit.unsafe.append(f"an assertion in {name} expects the old name")
            else:
                unit.display.append(
                    condition.says
                    or f"a test in {name} depends on the old name, and would come out differently"
                )
        for escape in around.escapes.get(literal, ()):
            unit.unsafe.append(f"it is also handed to `{escape.to}`, which could not be followed")
        for exposure in around.exposures.get(literal, ()):
            if exposure.kind == "handed":
                unit.unsafe.append(exposure.name)
                continue
            _weigh_exposure(unit, exposure.path or literal.path, exposure.name, exposure.kind, around)
    unit.unsafe = _once(unit.unsafe)
    unit.display = _once(unit.display)


def weigh_together(units: Sequence[Unit], around: Surroundings) -> None:
    """Adds the reasons that come of several units' renames, each of which may be harmless alone.

    Units that are not to be applied anyway change nothing for the others. What is found holds for all that are part of
    it, whichever of them is applied.
    """
    renames = {
        literal: text for unit in units if not unit.display for literal, text in renames_of(unit).items()
    }
    found = [(unit, *_coinciding(unit, renames, around)) for unit in units if not unit.display]
    for unit, unsafe, display in found:
        unit.unsafe = _once((*unit.unsafe, *unsafe))
        unit.display = _once(display)


def _coinciding(
    unit: Unit, renames: Mapping[Place, str], around: Surroundings
) -> tuple[list[str], list[str]]:
    """Why a unit is not safe, and why it must not be applied: what it renames would no longer be told apart."""
    own = renames_of(unit)
    unsafe: list[str] = []
    display: list[str] = []
    for literal in own:
        for condition in around.conditions.get(literal, ()):
            if _is_turned(condition, own) or not _is_turned(condition, renames):
                continue  # the first has been said already
            kind = "a look-up" if condition.operator == "key" else "a test"
            where = f"{kind} in {_row(condition.place, around)}"
            names = _equal_to((*condition.subjects, *condition.operands), literal, renames)
            if names:
                reason = f"{where} tells apart {names}, which would become equal"
            elif not _is_turned(condition, _without(renames, own)):
                reason = f"{where} would come out differently, since more than one name in it would change"
            else:
                continue
            (unsafe if condition.assertion else display).append(reason)
        for meeting in around.meetings.get(literal, ()):
            names = _equal_to(meeting.members, literal, renames)
            if names:
                reason = f"{meeting.of} in {_row(meeting.place, around)} would become equal: {names}"
                (display if meeting.keyed else unsafe).append(reason)
    return unsafe, display


def _without(renames: Mapping[Place, str], others: Mapping[Place, str]) -> dict[Place, str]:
    return {literal: text for literal, text in renames.items() if literal not in others}


def _equal_to(members: Sequence[tuple[str, Place]], literal: Place, renames: Mapping[Place, str]) -> str:
    """The text of `literal` and those that it would come to equal, in words; empty where there are none of these."""
    own = next(text for text, place in members if place == literal)
    equal = _once(
        text for text, place in members if text == own or renames.get(place, text) == renames[literal]
    )
    return " and ".join(f"`{text}`" for text in equal) if len(equal) > 1 else ""


def _row(place: Place, around: Surroundings) -> str:
    return f"row {around.row_of(place)} of {place.path.name}"


def _is_turned(condition: Condition, renames: Mapping[Place, str]) -> bool:
    """Whether a test may come out differently once what arrives in it, and what it is compared with, is renamed."""
    before, after = condition.outcomes(), condition.after(renames).outcomes()
    return before != after or any(
        outcome is None and place in renames
        for outcome, (_, place) in zip(before, condition.subjects, strict=True)
    )


def _is_asked_of_others(condition: Condition, operand: Place) -> bool:
    """Whether something that is not known is compared with an operand; looking a table up by it is no such test."""
    return (
        condition.open
        and not condition.assertion
        and condition.operator != "key"
        and any(place == operand for _, place in condition.operands)
    )


def _told_apart(paths: Sequence[Path]) -> list[str]:
    """The files' names, with their folder's where several have the same one."""
    names = [path.name for path in paths]
    return [path.name if names.count(path.name) == 1 else f"{path.parent.name}/{path.name}" for path in paths]


def _weigh_exposure(unit: Unit, path: Path, name: str, kind: str, around: Surroundings) -> None:
    if kind == "replaced":
        for setter in around.setters(path, name):
            unit.unsafe.append(f"`{name}` may be replaced in {setter.name}, which is not followed")
        return
    users = around.users(path, name)
    if users:
        files = ", ".join(_told_apart(users)[:3]) + (" and others" if len(users) > 3 else "")
        if kind == "value":
            unit.display.append(f"`{name}` is also used in {files}, which is not followed across files")
        else:
            unit.unsafe.append(f"`{name}` is also used in {files}, and may be given something else there")
    elif kind == "default" and around.is_public(path, name):
        unit.unsafe.append(
            f"`{name}` is a public name of a package that others install, and they may pass another model"
        )


def work_of(unit: Unit) -> list[Intent]:
    """What there is to be done. Raises NotPossible where two parts of it contradict each other."""
    return _merged(unit.intents)


def without_dialect(intents: Iterable[Intent]) -> list[Edit]:
    """The edits for those of the intents that are about comments, which are the same in every dialect."""
    return [Edit(intent.place, intent.text) for intent in intents if isinstance(intent, SetComment)]


def path_of(intent: Intent) -> Path:
    """The file that an intent is about."""
    if isinstance(intent, SetComment):
        return intent.place.path
    return (intent.literal if isinstance(intent, (SetText, AppendText)) else intent.request).path


def fix_of(unit: Unit, edits: Sequence[Edit]) -> Fix:
    """The fix that `edits` are, with the reasons that keep it from being safe. Raises NotPossible without edits."""
    if not edits:
        raise NotPossible("there is nothing to change")
    applicability = (
        Applicability.DISPLAY if unit.display else Applicability.UNSAFE if unit.unsafe else Applicability.SAFE
    )
    message = "; ".join(_once(verdict.fix_message for verdict in unit.verdicts if verdict.fix_message))
    claims = frozenset(repr(claim) for intent in unit.intents for claim in _claims(intent))
    return Fix(applicability, message, tuple(edits), claims, (*unit.display, *unit.unsafe))
