"""`Source`: one file's bytes with what is needed to turn byte offsets into rows and columns, and back."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

LINE_END = re.compile(r"\r\n|\r|\n")


class Span(NamedTuple):
    """A half-open range of byte offsets, counted from 0 (a BOM counts)."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether both claim a byte, or one inserts inside the other, or both insert at one point."""
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end

    def touches(self, other: Span) -> bool:
        """Whether they share a byte, or nothing stands between them."""
        return self.start <= other.end and other.start <= self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


class Position(NamedTuple):
    """A row and a column, both from 1; the column counts code points and a BOM is no column."""

    row: int
    column: int


class Place(NamedTuple):
    """Where something is written: a file, a span in it, and for a notebook the cell (from 1)."""

    path: Path
    span: Span
    cell: int | None = None


@dataclass(frozen=True)
class Source:
    """One file as it was read. `text` is without the BOM; rows end at LF, CRLF or CR.

    `encoding` is what Python's own rules found (BOM, cookie, else UTF-8) and decodes `data` exactly.
    """

    path: Path
    data: bytes
    encoding: str = "utf-8"
    bom: bytes = b""
    cell: int | None = None
    _text: str | None = field(default=None, repr=False, compare=False)

    @cached_property
    def text(self) -> str:
        if self._text is not None:
            return self._text
        return self.data[len(self.bom) :].decode(self.encoding)

    @cached_property
    def _one_byte_each(self) -> bool:
        return len(self.text) + len(self.bom) == len(self.data)

    @cached_property
    def _row_starts(self) -> list[int]:
        return [0, *(match.end() for match in LINE_END.finditer(self.text))]

    @cached_property
    def _row_offsets(self) -> list[int]:
        """The byte offset of every row."""
        starts = self._row_starts
        rows = (
            self.text[start:end] for start, end in zip(starts, [*starts[1:], len(self.text)], strict=True)
        )
        return list(accumulate((len(row.encode(self.encoding)) for row in rows), initial=len(self.bom)))[:-1]

    def byte_offset(self, index: int) -> int:
        """The byte offset of the code point at `index` of `text`."""
        if self._one_byte_each:
            return index + len(self.bom)
        row = bisect_right(self._row_starts, index) - 1
        within = self.text[self._row_starts[row] : index]
        return self._row_offsets[row] + len(within.encode(self.encoding))

    def text_index(self, offset: int) -> int:
        """The index in `text` of the byte at `offset`; the reverse of `byte_offset`."""
        if self._one_byte_each:
            return max(offset - len(self.bom), 0)
        row = max(bisect_right(self._row_offsets, offset) - 1, 0)
        within = self.data[self._row_offsets[row] : max(offset, self._row_offsets[row])]
        return self._row_starts[row] + len(within.decode(self.encoding, "replace"))

    def position(self, offset: int) -> Position:
        """Row and column, from 1, of a byte offset."""
        index = self.text_index(offset)
        row = bisect_right(self._row_starts, index)
        return Position(row, index - self._row_starts[row - 1] + 1)

    def span(self, start: int, end: int) -> Span:
        """The byte span of `text[start:end]`."""
        return Span(self.byte_offset(start), self.byte_offset(end))

    def slice(self, span: Span) -> str:
        """The text that stands in a byte span."""
        return self.text[self.text_index(span.start) : self.text_index(span.end)]

    def row_text(self, row: int) -> str:
        """The text of a row (from 1) without its line end; empty past the end."""
        starts = self._row_starts
        if row > len(starts):
            return ""
        end = starts[row] if row < len(starts) else len(self.text)
        return self.text[starts[row - 1] : end].rstrip("\r\n")
