"""Source excerpts: what a row and its marks look like, in cells of a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from dsmigrate.core.source import Source
from dsmigrate.reports.excerpt import Mark, excerpt, visible
from tests.reports.samples import place, source


def marks(of: Source, *texts: str) -> list[Mark]:
    """A primary mark on the first of `texts`, labelled secondary ones on the rest."""
    return [
        Mark(place(of, text).span, "" if not n else f"label {n}", primary=not n)
        for n, text in enumerate(texts)
    ]


def plain(of: Source, *texts: str, width: int = 80) -> list[str]:
    gutter = len(str(of.text.count("\n") + 1))
    return [line.plain for line in excerpt(of, marks(of, *texts), width, gutter)]


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        ("x = 1\n", "1", ["1 | x = 1", "  |     ^"]),
        ("x = 1", "x = 1", ["1 | x = 1", "  | ^^^^^"]),
        ("\tx = 1\n", "x", ["1 |     x = 1", "  |     ^"]),
        ("ab\tx = 1\n", "x", ["1 | ab  x = 1", "  |     ^"]),
        ("'中文' + x\n", "x", ["1 | '中文' + x", "  |          ^"]),
        ("x('中文')\n", "中文", ["1 | x('中文')", "  |    ^^^^"]),
        ("'e\u0301' + x\n", "x", ["1 | 'e\u0301' + x", "  |       ^"]),
        ("a\r\nb = x\r\n", "x", ["2 | b = x", "  |     ^"]),
        ("a\rb = x\r", "x", ["2 | b = x", "  |     ^"]),
        ("x = '\x1b[31m'  # y\n", "y", ["1 | x = '␛[31m'  # y", "  |                ^"]),
        ("x = '\u202e'  # y\n", "y", ["1 | x = '\ufffd'  # y", "  |            ^"]),
        ("x\x0c = y\n", "y", ["1 | x␌ = y", "  |      ^"]),
    ],
)
def test_one_row(text: str, mark: str, expected: list[str]) -> None:
    assert plain(source("a.py", text), mark) == expected


def test_marks_on_one_row_stand_below_each_other_from_right_to_left() -> None:
    assert plain(source("a.py", "call(model=M, temperature=0.2)\n"), "temperature=0.2", "M") == [
        "1 | call(model=M, temperature=0.2)",
        "  |               ^^^^^^^^^^^^^^^",
        "  |            - label 1",
    ]


def test_a_single_row_between_marks_is_shown_and_more_are_left_out() -> None:
    text = "".join(f"row {number}\n" for number in range(1, 13))
    assert plain(source("a.py", text), "row 3", "row 5", "row 11") == [
        " 3 | row 3",
        "   | ^^^^^",
        " 4 | row 4",
        " 5 | row 5",
        "   | ----- label 1",
        "...",
        "11 | row 11",
        "   | ------ label 2",
    ]


def test_a_span_over_several_rows_is_bracketed() -> None:
    text = "x = call(\n    a=1,\n    b=2,\n    c=3,\n    d=4,\n)\ny\n"
    whole = text[text.index("call") : text.index("\ny")]
    assert plain(source("a.py", text), whole, "d=4", "y") == [
        "1 | / x = call(",
        "2 | |     a=1,",
        "... |",
        "5 | |     d=4,",
        "  | |     --- label 1",
        "6 | | )",
        "  | |_^",
        "7 |   y",
        "  |   - label 2",
    ]


def test_a_secondary_span_over_several_rows_is_marked_on_its_first() -> None:
    text = "M = 1\ncall(\n    M,\n)\n"
    call = text[text.index("call") :].rstrip("\n")
    assert plain(source("a.py", text), "1", call) == [
        "1 | M = 1",
        "  |     ^",
        "2 | call(",
        "  | ----- label 1",
    ]


@pytest.mark.parametrize("before", [0, 30, 300])
@pytest.mark.parametrize("after", [0, 30, 300])
@pytest.mark.parametrize("letter", ["a", "中"])
def test_a_long_row_is_cut_around_the_mark(before: int, after: int, letter: str) -> None:
    of = source("a.py", letter * before + "MARK" + letter * after + "\n")
    row, under = plain(of, "MARK", width=60)
    assert max(cell_len(row), cell_len(under)) <= 60
    column = under.index("^")
    assert cell_len(row[: row.index("MARK")]) == column
    assert under[column:] == "^^^^"
    shown = row.removeprefix("1 | ").strip("…")
    assert shown in of.text
    assert row.startswith("1 | …") != of.text.startswith(shown)
    assert row.endswith("…") != of.text.endswith(shown + "\n")


def test_a_mark_longer_than_the_room_is_cut_with_its_row() -> None:
    row, under = plain(source("a.py", "x = '" + "a" * 200 + "'\n"), "'" + "a" * 200 + "'", width=40)
    assert row.endswith("…")
    assert len(row) == 40
    assert len(under) <= 40


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_control_character_gets_through_and_marks_stay_in_place(before: str, after: str) -> None:
    head = before.replace("\r", "").replace("\n", "").replace("@", "")
    of = source("a.py", (head + "@@" + after + "\n").encode("utf-8", "replace").decode())
    lines = [line.plain for line in excerpt(of, [Mark(place(of, "@@").span, primary=True)], 400, 1)]
    assert all(
        char == "\t" or char.isprintable() or char in "\u200d\ufe0f\xa0\u3000 " or ord(char) > 0x7F
        for line in lines
        for char in line
    )
    assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for line in lines for char in line)
    column = lines[1].index("^")
    width = sum(cell_len(char) for char in lines[0][: lines[0].index("@@")])
    assert width == column


def test_visible_leaves_ordinary_text_alone() -> None:
    text = "plain, 中文, é, 👩\u200d💻, a b"
    assert visible(text) == text
    assert visible("\x1b]8;;http://x\x07\x9b\u2066\u2028") == "␛]8;;http://x␇\ufffd\ufffd\ufffd"
