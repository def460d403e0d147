"""Source excerpts: the rows around marked spans, with row numbers in a gutter and marks under the spans."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.cells import get_character_cell_size
from rich.text import Text

from dsmigrate.core.source import Source, Span

TAB = 4
ELLIPSIS = "…"
# Columns kept to the left of a mark where a row is too long to be shown whole.
CONTEXT = 24


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be marked, with `^` where it is what the finding is about and `-` else, and a label after it."""

    span: Span
    label: str = ""
    primary: bool = False
    style: str = "bold blue"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The part of a mark that lies on one row: code point columns from 0, end exclusive."""

    row: int
    start: int
    end: int
    mark: Mark


def visible(text: str) -> str:
    """`text` with every character that a terminal would act upon, or that reorders text, made visible."""
    return text if text.isprintable() else "".join(_visible(char) for char in text)


def _visible(char: str) -> str:
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if code < 0x7F or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return char
    return char if char in "\u200d\ufe0f" else "\ufffd"


def excerpt(source: Source, marks: Sequence[Mark], width: int, gutter: int) -> list[Text]:
    """The rows of `source` that `marks` stand on, each followed by its marks.

    `width` is the number of cells for a whole line, `gutter` the number of digits in the widest row number.
    """
    multi = next((mark for mark in marks if mark.primary and _rows_of(source, mark)[1] > 1), None)
    stretches = sorted(
        (_stretch(source, mark) for mark in marks if mark is not multi),
        key=lambda stretch: (stretch.row, -stretch.start),
    )
    first, count = _rows_of(source, multi) if multi else (0, 0)
    last = first + count - 1
    wanted = {stretch.row for stretch in stretches}
    if multi:
        wanted |= {first, first + 1, last}
    lines: list[Text] = []
    for row, following in pairwise([*_without_single_gaps(wanted), None]):
        assert row is not None
        within = multi is not None and first <= row <= last
        bar = Text()
        if multi:
            bar = Text.assemble(("/ " if row == first else "| " if within else "  ", multi.style))
        here = [stretch for stretch in stretches if stretch.row == row]
        lines += _row(source, row, here, bar, width, gutter)
        if multi and row == last:
            indent = _Line(source.row_text(row)).columns[-1]
            lines.append(_gutter("", gutter) + Text("|" + "_" * max(indent, 1) + "^", style=multi.style))
            if multi.label:
                lines[-1].append(f" {multi.label}", style=multi.style)
        if following is not None and following > row + 1:
            gap = Text.assemble(("...".ljust(gutter + 3), "bold blue")) + (
                bar if within and row < last else Text()
            )
            gap.rstrip()
            lines.append(gap)
    return lines


def _rows_of(source: Source, mark: Mark) -> tuple[int, int]:
    """The first row of a mark and the number of rows that it spans."""
    start = source.position(mark.span.start).row
    end = source.position(max(mark.span.end, mark.span.start))
    last = end.row - 1 if end.column == 1 and end.row > start else end.row
    return start, last - start + 1


def _stretch(source: Source, mark: Mark) -> _Stretch:
    start = source.position(mark.span.start)
    end = source.position(mark.span.end)
    length = len(source.row_text(start.row))
    stop = end.column - 1 if end.row == start.row else length
    return _Stretch(start.row, start.column - 1, stop, mark)


def _without_single_gaps(rows: Iterable[int]) -> list[int]:
    """`rows` in order, with a row put in wherever only that one was missing between two."""
    ordered = sorted(rows)
    gaps = [row + 1 for row, following in pairwise(ordered) if following == row + 2]
    return sorted([*ordered, *gaps])


def _gutter(label: str, gutter: int) -> Text:
    return Text.assemble((f"{label:>{gutter}} | ", "bold blue"))


class _Line:
    """A row as it is shown: tabs expanded, control characters visible, and the cell at which each code point starts."""

    def __init__(self, text: str) -> None:
        self.columns: list[int] = []
        self.chars: list[str] = []
        column = 0
        for char in text:
            shown = " " * (TAB - column % TAB) if char == "\t" else _visible(char)
            self.columns.append(column)
            self.chars.append(shown)
            column += len(shown) if char == "\t" else get_character_cell_size(shown)
        self.columns.append(column)

    def window(self, room: int, focus: int) -> tuple[int, int]:
        """The code points (start, end) that fit into `room` cells, around the one at `focus`."""
        count = len(self.chars)
        if self.columns[count] <= room:
            return 0, count
        focus = min(focus, count)
        start = 0
        if self.columns[focus] > room - 2 * len(ELLIPSIS):
            while self.columns[focus] - self.columns[start] > min(CONTEXT, room // 3):
                start += 1
        end = start
        room -= len(ELLIPSIS) * (2 if start else 1)
        while end < count and self.columns[end + 1] - self.columns[start] <= room:
            end += 1
        return start, end


def _row(
    source: Source, row: int, stretches: list[_Stretch], bar: Text, width: int, gutter: int
) -> list[Text]:
    """A row, and under it one line of marks for each stretch, the rightmost first."""
    line = _Line(source.row_text(row))
    room = max(width - gutter - 3 - len(bar), 20)
    main = min(stretches, key=lambda stretch: (not stretch.mark.primary, stretch.start), default=None)
    start, end = line.window(room, main.start if main else 0)
    before = ELLIPSIS if start else ""
    after = ELLIPSIS if end < len(line.chars) else ""
    text = _gutter(str(row), gutter) + bar
    text.append(before + "".join(line.chars[start:end]) + after)
    text.rstrip()
    lines = [text]
    under = Text.assemble(*(("| ", span.style) for span in bar.spans)) if bar.plain.strip() else bar
    for stretch in stretches:
        left, right = max(stretch.start, start), min(stretch.end, end)
        if left > end or (stretch.end < start and right < left):
            continue
        shift = len(before) - line.columns[start]
        left_cell = line.columns[min(left, end)] + shift
        length = (
            max(line.columns[max(right, left)] - line.columns[left], 1) if left < len(line.columns) else 1
        )
        marks = _gutter("", gutter) + under
        marks.append(" " * left_cell)
        marks.append(("^" if stretch.mark.primary else "-") * length, style=stretch.mark.style)
        if stretch.mark.label:
            marks.append(f" {stretch.mark.label}", style=stretch.mark.style)
        lines.append(marks)
    return lines
