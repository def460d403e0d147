"""Put edits into a source: every byte outside their spans stays what it was."""

from __future__ import annotations

from collections.abc import Iterable

from dsmigrate.core.findings import Edit
from dsmigrate.core.source import Source, Span


class SpliceError(ValueError):
    """Edits that cannot be made: they overlap, lie outside the source, or need characters it cannot hold."""


def splice(source: Source, edits: Iterable[Edit]) -> bytes:
    """The bytes of `source` with `edits` made, encoded as the source is.

    Edits may touch: an insertion at the end of a replaced span comes after it, one at its start before it. Raises
    `SpliceError` where two claim the same byte or insert at the same point (which goes first is nowhere said).
    """
    pieces: list[bytes] = []
    done = len(source.bom)
    last: Span | None = None
    for edit in sorted(edits, key=lambda edit: edit.place.span):
        span = edit.place.span
        if edit.place.path != source.path or edit.place.cell != source.cell:
            raise SpliceError(f"{source.path}: an edit is for another source, {edit.place.path}")
        if last is not None and (span.start < done or span == last):
            raise SpliceError(f"{source.path}: two edits overlap at byte {span.start}")
        if not len(source.bom) <= span.start <= span.end <= len(source.data):
            raise SpliceError(
                f"{source.path}: an edit of bytes {span.start} to {span.end} lies outside the file"
            )
        pieces += (source.data[done : span.start], _encoded(source, edit))
        done, last = span.end, span
    return b"".join((source.bom, *pieces, source.data[done:]))


def _encoded(source: Source, edit: Edit) -> bytes:
    try:
        return edit.content.encode(source.encoding)
    except UnicodeEncodeError as error:
        character = edit.content[error.start]
        raise SpliceError(
            f"{source.path}: the fix needs the character {character!r}, which the file's encoding "
            f"({source.encoding}) does not have"
        ) from error
