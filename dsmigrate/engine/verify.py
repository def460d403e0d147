"""Proves a rewrite: what was to be fixed is gone, nothing new has come, and no node outside the edits differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dsmigrate.core.findings import Edit, Verdict
from dsmigrate.core.source import Place, Span

if TYPE_CHECKING:
    from libcst import CSTNode

    from dsmigrate.dialects.python.starts import Line
    from dsmigrate.dialects.python.tree import Tree


@dataclass(frozen=True)
class Shifts:
    """How byte offsets of one file move when `edits` are made; an offset inside an edit goes to its start."""

    edits: tuple[Edit, ...]
    lengths: tuple[int, ...]

    @classmethod
    def of(cls, edits: Iterable[Edit], encoding: str) -> Shifts:
        ordered = tuple(sorted(edits, key=lambda edit: edit.place.span))
        return cls(ordered, tuple(len(edit.content.encode(encoding)) for edit in ordered))

    def forward(self, offset: int, *, at_end: bool = False) -> int:
        """Where `offset` lands. Text inserted exactly there comes before it, unless it ends a span (`at_end`)."""
        moved = 0
        for edit, length in zip(self.edits, self.lengths, strict=True):
            span = edit.place.span
            if span.end < offset or (span.end == offset and (not at_end or span.start < span.end)):
                moved += length - (span.end - span.start)
            elif span.start < offset:
                return span.start + moved
            else:
                break
        return offset + moved

    def rewriting(self, offset: int) -> int | None:
        """Which edit writes the text anew that an offset stands in the middle of; None where none does."""
        for number, edit in enumerate(self.edits):
            if edit.place.span.start < offset < edit.place.span.end:
                return number
        return None

    def written_by(self, offset: int) -> int | None:
        """Which edit has written the text that an offset of the edited file stands in; None where none has."""
        moved = 0
        for number, (edit, length) in enumerate(zip(self.edits, self.lengths, strict=True)):
            start = edit.place.span.start + moved
            if start <= offset < start + length:
                return number
            moved += length - (edit.place.span.end - edit.place.span.start)
        return None

    def backward(self, offset: int) -> int:
        """Where an offset of the edited file was before; inside what was put in, the start of that edit."""
        moved = 0
        for edit, length in zip(self.edits, self.lengths, strict=True):
            span = edit.place.span
            start = span.start + moved
            if offset < start:
                break
            if offset < start + length:
                return span.start
            moved += length - (span.end - span.start)
        return offset - moved


def differs_elsewhere(before: Tree, after: Tree, shifts: Shifts) -> str:
    """Why the trees differ outside the edits; empty where they do not.

    Every node that no edit touches must stand in the edited file at its moved place, with the same kind; its text
    is the same, since those bytes are.
    """
    edits = [edit.place.span for edit in shifts.edits]
    changed = {lines.start: (statement, lines) for statement, lines in after.statements()}
    touched: list[CSTNode] = []
    written: list[CSTNode] = []
    for statement, lines in before.statements():
        other, moved = changed.pop(shifts.forward(lines.start), (None, lines))
        inside = [edit for edit in edits if edit.touches(lines)]
        if inside:
            same = _touched_lines(before, statement, after, other, inside, shifts) if other else ()
            touched += [old for old, _ in same] or [statement]
            written += [new for _, new in same] or ([other] if other else [])
        # Where a statement begins the parser has nothing in mind: the same text is read as the same nodes.
        elif (
            type(other) is not type(statement)
            or before.source.data[lines.start : lines.end] != after.source.data[moved.start : moved.end]
        ):
            return f"a {type(statement).__name__} at byte {lines.start}, which no edit touches, would change"
    written += (statement for statement, _ in changed.values())
    kinds = {shape for statement in written for shape in after.shapes(statement)}
    for kind, span in (shape for statement in touched for shape in before.shapes(statement)):
        if any(edit.touches(span) for edit in edits):
            continue
        moved_span = Span(shifts.forward(span.start), shifts.forward(span.end, at_end=True))
        if (kind, moved_span) not in kinds:
            return f"a {kind} at byte {span.start}, which no edit touches, would change"
    return ""


def _touched_lines(
    before: Tree,
    statement: CSTNode,
    after: Tree,
    other: CSTNode | None,
    edits: Sequence[Span],
    shifts: Shifts,
) -> list[tuple[CSTNode, CSTNode]]:
    """The lines in a statement's blocks that the edits are in, each as it was and as it is now.

    None at all where an edit is elsewhere, or where these are not the same lines any more: then all of it has to be compared.
    If they are, what stands between them is read as it was, since the parser has nothing in mind where they end.
    """
    held = before.lines_holding(statement, edits)
    if not held or type(other) is not type(statement):
        return []
    old, new = before.lines_in(statement), after.lines_in(other)
    if len(old) != len(new):
        return []
    for number, (line, moved) in enumerate(zip(old, new, strict=True)):
        start = shifts.forward(before.source.byte_offset(line.start))
        if after.source.byte_offset(moved.start) != start or moved.indent != line.indent:
            return []
        if number not in held and _text_of(before, old, number) != _text_of(after, new, number):
            return []
    return [(node, new[number].node) for number, node in held.items()]


def _text_of(tree: Tree, lines: Sequence[Line], number: int) -> str:
    """What stands from the beginning of a line to that of the next, or to its own end where it is the last."""
    line = lines[number]
    end = lines[number + 1].start if number + 1 < len(lines) else tree.bounds(line.node)[1]
    return tree.source.text[line.start : end]


def unexpected(
    before: Sequence[Verdict],
    after: Sequence[Verdict],
    shifts: dict[object, Shifts],
    fixed: Sequence[Verdict] = (),
) -> list[Verdict]:
    """The verdicts of `after` that have no counterpart in `before`; those that were `fixed` count for nothing.

    In a text that an edit writes anew, as a call that is laid out over several rows, places are lost: there a verdict
    is known again by what it says.
    """
    known = {_key(verdict, shifts) for verdict in before}
    new = [verdict for verdict in after if _key(verdict, {}) not in known]
    settled = {id(verdict) for verdict in fixed}
    carried: Counter[object] = Counter()
    for verdict in before:
        shift = shifts.get(verdict.place.path)
        number = shift.rewriting(verdict.place.span.start) if shift is not None else None
        if number is not None and id(verdict) not in settled:
            carried[_said(verdict, number)] += 1
    found: list[Verdict] = []
    for verdict in new:
        shift = shifts.get(verdict.place.path)
        number = shift.written_by(verdict.place.span.start) if shift is not None else None
        if number is not None and carried[_said(verdict, number)]:
            carried[_said(verdict, number)] -= 1
        else:
            found.append(verdict)
    return found


def _said(verdict: Verdict, number: int) -> object:
    return verdict.code, verdict.place.path, verdict.place.cell, number, verdict.message


def remaining(
    fixed: Sequence[Verdict], after: Sequence[Verdict], shifts: dict[object, Shifts]
) -> list[Verdict]:
    """Those of `fixed` that are still reported."""
    left = {_key(verdict, {}) for verdict in after}
    return [verdict for verdict in fixed if _key(verdict, shifts) in left]


def _key(verdict: Verdict, shifts: dict[object, Shifts]) -> tuple[str, object, int | None, int]:
    place: Place = verdict.place
    shift = shifts.get(place.path)
    start = shift.forward(place.span.start, at_end=True) if shift is not None else place.span.start
    return verdict.code, place.path, place.cell, start
