"""Bytes to rows and columns and back: every encoding, line end and mark."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsmigrate.core.source import Position, Source, Span

PATH = Path("a.py")
BOM = b"\xef\xbb\xbf"

POSITIONS = {
    "first": ("abc\ndef\n", "a", (1, 1)),
    "second row": ("abc\ndef\n", "e", (2, 2)),
    "CRLF": ("abc\r\ndef\r\n", "e", (2, 2)),
    "lone CR": ("abc\rdef\r", "e", (2, 2)),
    "mixed": ("a\r\nb\nc\rdef", "f", (4, 3)),
    "columns count code points": ("äöü = 😀x", "x", (1, 8)),
    "a form feed is no line end": ("a\x0cb\nc", "b", (1, 3)),
    "other separators are no line ends": ("a\u2028b\x85c\nd", "c", (1, 5)),
}


@pytest.mark.parametrize(("text", "at", "expected"), POSITIONS.values(), ids=POSITIONS.keys())
@pytest.mark.parametrize("bom", [b"", BOM])
def test_positions(text: str, at: str, expected: tuple[int, int], bom: bytes) -> None:
    source = Source(PATH, bom + text.encode(), bom=bom)
    offset = source.byte_offset(text.index(at))
    assert source.data[offset : offset + len(at.encode())] == at.encode()
    assert source.position(offset) == Position(*expected)
    assert source.text_index(offset) == text.index(at)


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "cp1252"])
def test_offsets_are_in_bytes_of_the_encoding(encoding: str) -> None:
    text = "é = 'ü'\nx"
    source = Source(PATH, text.encode(encoding), encoding)
    span = source.span(text.index("'"), text.index("\n"))
    assert source.data[span.start : span.end].decode(encoding) == "'ü'"
    assert source.slice(span) == "'ü'"


def test_a_text_that_was_decoded_before_is_taken_as_it_is() -> None:
    source = Source(PATH, b"whatever", _text="text")
    assert source.text == "text"


@pytest.mark.parametrize(("row", "text"), [(1, "ab"), (2, ""), (3, "cd"), (4, "e"), (5, ""), (99, "")])
def test_the_text_of_a_row(row: int, text: str) -> None:
    assert Source(PATH, b"ab\n\r\ncd\re").row_text(row) == text


def test_an_offset_inside_the_mark_is_the_start() -> None:
    source = Source(PATH, BOM + "é".encode(), bom=BOM)
    assert source.position(1) == Position(1, 1)
    assert Source(PATH, BOM + b"e", bom=BOM).text_index(0) == 0


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((0, 2), (2, 4), False),
        ((0, 3), (2, 4), True),
        ((0, 9), (2, 4), True),
        ((2, 2), (2, 2), True),
        ((2, 2), (0, 4), True),
        ((2, 2), (2, 4), True),
        ((2, 2), (0, 2), True),
        ((2, 2), (3, 4), False),
    ],
)
def test_spans_that_claim_the_same(one: tuple[int, int], other: tuple[int, int], expected: bool) -> None:
    assert Span(*one).overlaps(Span(*other)) is expected
    assert Span(*other).overlaps(Span(*one)) is expected


def test_a_span_contains_itself_and_what_is_inside() -> None:
    assert Span(1, 5).contains(Span(1, 5))
    assert Span(1, 5).contains(Span(2, 2))
    assert not Span(1, 5).contains(Span(0, 2))
    assert not Span(1, 5).contains(Span(4, 6))
