"""Reading Python: the encodings that Python takes, in Python's own judgement, and the reasons for the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsmigrate.core.findings import Edit
from dsmigrate.core.source import Place, Span
from dsmigrate.core.splice import SpliceError, splice
from dsmigrate.engine.read import Unreadable, read_python

PATH = Path("/project/a.py")
BOM = b"\xef\xbb\xbf"


def python_reads(data: bytes) -> object:
    """What Python itself finds in `x`, or that it finds a syntax error."""
    names: dict[str, object] = {}
    try:
        exec(compile(data, "a.py", "exec"), names)
    except (SyntaxError, ValueError):
        return SyntaxError
    return names["x"]


READABLE = [
    b"x = 1",
    b"x = ''",
    "x = 'é中🎉'\n".encode(),
    BOM + "x = 'é'\r\n".encode(),
    BOM + b"# -*- coding: utf-8 -*-\nx = 1",
    b"# -*- coding: latin-1 -*-\nx = '\xe9'\n",
    b"# coding=latin-1-unix\nx = '\xe9'\n",
    b"# -*- coding: ISO_8859_1 -*-\nx = '\xe9'\n",
    b"# vim: set fileencoding=cp1252 :\r\nx = '\x80'\r\n",
    b"#!/usr/bin/python\n# coding: cp1252\nx = '\x80'",
    b"\n# coding: cp1252\nx = '\x80'",
    b" \t\x0c\n# coding: cp1252\nx = '\x80'",
    b"#!/usr/bin/python\r# coding: cp1252\rx = '\x80'",
    b"# coding: utf-8-unix\nx = '\xc3\xa9'",
    b"# coding: UTF_8_sig\nx = '\xc3\xa9'",
    "# coding: shift_jis\nx = '日本語'".encode("shift_jis"),
    "# coding: euc-jp\nx = '日本語'".encode("euc-jp"),
    "# coding: gbk\r\nx = '深度求索'\r\n".encode("gbk"),
    "# coding: koi8-r\nx = 'привет'".encode("koi8-r"),
    b"# coding: cp932\nx = '\x81\xe6\xfa\x5b'",
    # No declaration: it comes too late, or is none.
    "y = 1\n# coding: latin-1\nx = 'é'".encode(),
    "\n\n# coding: latin-1\nx = 'é'".encode(),
    "'''\n# coding: latin-1\n'''; x = 'é'".encode(),
    "x = 'é' # coding: latin-1".encode(),
    "# codings: latin-1\nx = 'é'".encode(),
]


@pytest.mark.parametrize("data", READABLE)
def test_reads_what_python_reads(data: bytes) -> None:
    source = read_python(PATH, data)
    names: dict[str, object] = {}
    exec(source.text, names)
    assert names["x"] == python_reads(data)
    assert source.data == data
    assert source.bom == (BOM if data.startswith(BOM) else b"")
    assert source.bom + source.text.encode(source.encoding) == data or b"cp932" in data


@pytest.mark.parametrize("data", READABLE)
def test_offsets_lead_there_and_back(data: bytes) -> None:
    source = read_python(PATH, data)
    for index in range(len(source.text) + 1):
        assert source.text_index(source.byte_offset(index)) == index
    at = source.text.index("x")
    span = source.span(at, at + 1)
    assert data[span.start : span.end] == b"x"
    assert splice(source, [Edit(Place(PATH, span), "abc")]) == data[: span.start] + b"abc" + data[span.end :]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            b"y = 1\nx = '\xe9'",
            "is not valid utf-8: byte 0xe9 at row 2, byte 11; where another encoding is meant",
        ),
        (BOM + b"x = 1\r\n\r\n'\xff'", "is not valid utf-8: byte 0xff at row 3, byte 13"),
        (b"# coding: cp1252\nx = '\x81'", "is not valid cp1252: byte 0x81 at row 2, byte 22"),
        (b"# coding: ascii\nx = '\xe9'", "is not valid ascii: byte 0xe9"),
        (b"# coding: no-such\nx = 1", "declares the encoding no-such, which Python does not know"),
        (b"# coding: rot13\nx = 1", "declares the encoding rot-13, in which Python reads no source"),
        (BOM + b"# coding: latin-1\nx = 1", "but declares its encoding as iso8859-1"),
        (b"x = 1\n\0", "holds a null byte (row 2, byte 6)"),
        ("x = 1".encode("utf-16"), "is UTF-16, which Python does not read"),
        (b"\xfe\xff\0x", "is UTF-16, which Python does not read"),
        ("x = 1".encode("utf-32"), "is UTF-32, which Python does not read"),
        (b"# coding: utf-16\nx = 1\n", "is not valid utf-16"),
    ],
)
def test_unreadable(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as error:
        read_python(PATH, data)
    assert reason in error.value.reason
    assert python_reads(data) is SyntaxError


def test_an_encoding_that_does_not_write_the_same_bytes_back() -> None:
    # Two shift sequences where one would do.
    data = b"# coding: iso-2022-jp\nx = '\x1b$B\x1b$BF|\x1b(B'\n"
    with pytest.raises(Unreadable, match="could not be written back unchanged"):
        read_python(PATH, data)
    for encoding in (b"raw_unicode_escape", b"unicode_escape"):
        with pytest.raises(Unreadable, match="could not be written back unchanged"):
            read_python(PATH, b"# coding: " + encoding + b"\nx = 1 # \\ud800")
    plain = "# coding: iso-2022-jp\nx = '日本'\n".encode("iso-2022-jp")
    assert read_python(PATH, plain).text.endswith("x = '日本'\n")


def edit(start: int, end: int, content: str) -> Edit:
    return Edit(Place(PATH, Span(start, end)), content)


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([], b"0123456789"),
        ([edit(2, 4, "ab")], b"01ab456789"),
        ([edit(8, 10, ""), edit(0, 1, "abc")], b"abc1234567"),
        ([edit(2, 4, "ab"), edit(4, 6, "cd")], b"01abcd6789"),
        # An insertion at the edge of a replaced span stays on its side.
        ([edit(4, 4, "+"), edit(2, 4, "ab")], b"01ab+456789"),
        ([edit(2, 4, "ab"), edit(2, 2, "+")], b"01+ab456789"),
        ([edit(0, 0, "a"), edit(10, 10, "z")], b"a0123456789z"),
    ],
)
def test_splice(edits: list[Edit], expected: bytes) -> None:
    source = read_python(PATH, b"0123456789")
    assert splice(source, edits) == expected
    assert splice(source, reversed(edits)) == expected


@pytest.mark.parametrize(
    ("edits", "reason"),
    [
        ([edit(2, 5, "a"), edit(4, 6, "b")], "two edits overlap at byte 4"),
        ([edit(2, 5, "a"), edit(2, 5, "a")], "two edits overlap at byte 2"),
        ([edit(2, 6, "a"), edit(3, 4, "b")], "two edits overlap at byte 3"),
        ([edit(2, 6, "a"), edit(3, 3, "b")], "two edits overlap at byte 3"),
        ([edit(3, 3, "a"), edit(3, 3, "b")], "two edits overlap at byte 3"),
        ([edit(9, 11, "a")], "an edit of bytes 9 to 11 lies outside"),
        ([edit(5, 4, "a")], "an edit of bytes 5 to 4 lies outside"),
        ([Edit(Place(Path("/project/b.py"), Span(0, 1)), "a")], "is for another source"),
        ([Edit(Place(PATH, Span(0, 1), cell=1), "a")], "is for another source"),
    ],
)
def test_edits_that_cannot_be_made(edits: list[Edit], reason: str) -> None:
    with pytest.raises(SpliceError, match=reason):
        splice(read_python(PATH, b"0123456789"), edits)


def test_the_byte_order_mark_is_nobody_s_to_edit() -> None:
    source = read_python(PATH, BOM + b"x = 1")
    assert splice(source, [edit(3, 4, "y")]) == BOM + b"y = 1"
    with pytest.raises(SpliceError, match="lies outside"):
        splice(source, [edit(0, 4, "y")])


def test_a_character_that_the_encoding_does_not_have() -> None:
    source = read_python(PATH, b"# coding: latin-1\nx = '\xe9'")
    assert splice(source, [edit(18, 19, "é")]) == b"# coding: latin-1\n\xe9 = '\xe9'"
    with pytest.raises(
        SpliceError, match=r"needs the character '中', which the file's encoding \(iso8859-1\)"
    ):
        splice(source, [edit(18, 19, "中")])
