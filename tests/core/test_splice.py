"""Edits put into bytes: everything outside their spans stays, and what cannot be done is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsmigrate.core.findings import Edit
from dsmigrate.core.source import Place, Source, Span
from dsmigrate.core.splice import SpliceError, splice

PATH = Path("a.py")
BOM = b"\xef\xbb\xbf"


def edit(start: int, end: int, content: str, *, path: Path = PATH, cell: int | None = None) -> Edit:
    return Edit(Place(path, Span(start, end), cell), content)


SPLICES = {
    "nothing": (b"abc", [], b"abc"),
    "replaced": (b"abc", [edit(1, 2, "XY")], b"aXYc"),
    "in any order": (b"abcdef", [edit(4, 5, "2"), edit(1, 2, "1")], b"a1cd2f"),
    "inserted at the end": (b"abc", [edit(3, 3, "d")], b"abcd"),
    "inserted at the start": (b"abc", [edit(0, 0, "_")], b"_abc"),
    "taken out": (b"abc", [edit(0, 2, "")], b"c"),
    "touching": (b"abc", [edit(0, 1, "1"), edit(1, 2, "2")], b"12c"),
    "insertion behind what is replaced": (b"abc", [edit(0, 1, "1"), edit(1, 1, "2")], b"12bc"),
    "insertion before what is replaced": (b"abc", [edit(1, 1, "1"), edit(1, 2, "2")], b"a12c"),
    "line ends stay": (b"a\r\nb\nc\r", [edit(3, 4, "x")], b"a\r\nx\nc\r"),
}


@pytest.mark.parametrize(("data", "edits", "expected"), SPLICES.values(), ids=SPLICES.keys())
def test_splices(data: bytes, edits: list[Edit], expected: bytes) -> None:
    assert splice(Source(PATH, data), edits) == expected


def test_the_mark_and_the_encoding_stay() -> None:
    assert splice(Source(PATH, BOM + b"abc", bom=BOM), [edit(4, 5, "é")]) == BOM + "aéc".encode()
    assert splice(Source(PATH, b"\xe9x", "latin-1"), [edit(1, 2, "ü")]) == b"\xe9\xfc"


REFUSED = {
    "overlapping": (b"abc", [edit(0, 2, "1"), edit(1, 3, "2")], "overlap"),
    "one inside another": (b"abc", [edit(0, 3, "1"), edit(1, 1, "2")], "overlap"),
    "twice at one point": (b"abc", [edit(1, 1, "1"), edit(1, 1, "2")], "overlap"),
    "past the end": (b"abc", [edit(2, 4, "1")], "outside the file"),
    "backwards": (b"abc", [edit(2, 1, "1")], "outside the file"),
    "for another file": (b"abc", [edit(0, 1, "1", path=Path("b.py"))], "another source"),
    "for a cell": (b"abc", [edit(0, 1, "1", cell=2)], "another source"),
}


@pytest.mark.parametrize(("data", "edits", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_spliced(data: bytes, edits: list[Edit], reason: str) -> None:
    with pytest.raises(SpliceError, match=reason):
        splice(Source(PATH, data), edits)


def test_into_the_mark_is_refused() -> None:
    with pytest.raises(SpliceError, match="outside the file"):
        splice(Source(PATH, BOM + b"abc", bom=BOM), [edit(0, 1, "x")])


def test_a_character_that_the_encoding_lacks_is_named() -> None:
    with pytest.raises(SpliceError, match=r"'提'.*latin-1"):
        splice(Source(PATH, b"abc", "latin-1"), [edit(0, 1, "a提")])
