"""The comments that silence rules: what they say, which rows they hold for, and what goes with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsmigrate.core.findings import Edit
from dsmigrate.core.source import Source
from dsmigrate.core.splice import splice
from dsmigrate.core.suppressions import Suppression
from dsmigrate.dialects.suppressions import suppressions_of

PATH = Path("/srv/app.py")


def found(
    text: str, *, is_python: bool = True, encoding: str = "utf-8", bom: bytes = b""
) -> list[Suppression]:
    return suppressions_of(Source(PATH, bom + text.encode(encoding), encoding, bom), is_python=is_python)


@pytest.mark.parametrize(
    ("text", "first", "last", "words"),
    [
        ("x = 1  # dsmigrate: ignore[DS101]\n", 1, 1, ("DS101",)),
        ("x = 1  #dsmigrate:ignore[ DS101 , retired-model-id ]\n", 1, 1, ("DS101", "retired-model-id")),
        ("x = 1  # dsmigrate: ignore\n", 1, 1, ()),
        ("x = 1  # dsmigrate: ignore because of X\n", 1, 1, ()),
        ("x = 1  # noqa: DS101\n", 1, 1, ("DS101",)),
        ("x = 1  # noqa:ds101,E501\n", 1, 1, ("ds101", "E501")),
        ("x = 1  # NoQA: E501 DS101 why\n", 1, 1, ("E501", "DS101")),
        ("x = 1  # noqa\n", 1, 1, ()),
        ("x = 1  # dsmigrate: ignore-file[DS1]\n", 1, 0, ("DS1",)),
        ("x = (\n    1,  # dsmigrate: ignore[DS101]\n)\n", 2, 2, ("DS101",)),
        ("# dsmigrate: ignore[DS101]\nx = 1\ny = 2\n", 1, 2, ("DS101",)),
        ("# dsmigrate: ignore[DS101]\n\n# more\nx = [\n    1,\n]\ny = 2\n", 1, 6, ("DS101",)),
        ("# dsmigrate: ignore[DS101]\n@a\n@b\ndef f():\n    x\n    y\nz\n", 1, 6, ("DS101",)),
        ("if a:\n    # dsmigrate: ignore[DS101]\n    b\nelse:\n    c\n", 2, 3, ("DS101",)),
        ("# dsmigrate: ignore[DS101]\nif a:\n    b\nelse:\n    c\nd\n", 1, 5, ("DS101",)),
        ("f(\n    # dsmigrate: ignore[DS101]\n    a=[\n        1,\n    ],\n    b=2,\n)\n", 2, 5, ("DS101",)),
        ("x = 1\n# dsmigrate: ignore[DS101]\n", 2, 2, ("DS101",)),
        ("# dsmigrate: ignore[DS101]\nthis is no python (\n", 1, 2, ("DS101",)),
        ("a = '''\n'''\r\n# dsmigrate: ignore[DS101]\r\nx = [\r\n]\r\n", 3, 5, ("DS101",)),
        ("a = 1\r# dsmigrate: ignore[DS101]\rb = 2\r", 2, 3, ("DS101",)),
    ],
)
def test_what_it_says(text: str, first: int, last: int, words: tuple[str, ...]) -> None:
    (suppression,) = found(text)
    assert (suppression.first, suppression.last, suppression.words) == (first, last, words)
    assert suppression.wrong == ""


@pytest.mark.parametrize(
    "text",
    [
        "x = '# dsmigrate: ignore[DS101]'\n",
        '"""\n# dsmigrate: ignore[DS101]\n"""\n',
        "x = 1  # noqa: E501\n",
        "x = 1  # noqa-ish, dsmigrate ignores it\n",
        "x = 1  # see dsmigrate.toml\n",
        "x = 1\n",
    ],
)
def test_what_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("comment", "wrong"),
    [
        (
            "# dsmigrate: ingore[DS101]",
            "`ingore` is not understood: there are `ignore[...]` and `ignore-file[...]`",
        ),
        ("# dsmigrate: ", "`` is not understood: there are `ignore[...]` and `ignore-file[...]`"),
        ("# dsmigrate: ignore[]", "the brackets are empty: name a rule, or leave them out to mean all"),
    ],
)
def test_what_is_not_understood(comment: str, wrong: str) -> None:
    (suppression,) = found(f"x = 1  {comment}\n")
    assert suppression.wrong == wrong


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("x = 1  # dsmigrate: ignore[DS101] why\ny\n", "x = 1\ny\n"),
        ("x = 1  # dsmigrate: ignore[DS101]", "x = 1"),
        ("a\n    # dsmigrate: ignore\nb\n", "a\nb\n"),
        ("a\n# dsmigrate: ignore", "a\n"),
        ("x = 1  # why  # dsmigrate: ignore[DS101]\n", "x = 1  # why\n"),
        ("x = 1  # dsmigrate: ignore[DS101] why # type: ignore\n", "x = 1  # type: ignore\n"),
        ("x = 1  # noqa: DS101\n", "x = 1\n"),
        ("é = 'ü'  # dsmigrate: ignore[DS101]\r\né\r\n", "é = 'ü'\r\né\r\n"),
    ],
)
@pytest.mark.parametrize(("encoding", "bom"), [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("latin-1", b"")])
def test_what_goes_with_it(text: str, without: str, encoding: str, bom: bytes) -> None:
    (suppression,) = found(text, encoding=encoding, bom=bom)
    source = Source(PATH, bom + text.encode(encoding), encoding, bom)
    assert source.slice(suppression.place.span) == suppression.comment
    assert splice(source, [Edit(suppression.removal, "")]) == bom + without.encode(encoding)


def test_its_words_can_be_replaced() -> None:
    text = "x = 1  # dsmigrate: ignore[DS101, DS303] why\n"
    (suppression,) = found(text)
    source = Source(PATH, text.encode())
    assert splice(source, [Edit(suppression.listing, "DS303")]) == b"x = 1  # dsmigrate: ignore[DS303] why\n"


@pytest.mark.parametrize(
    "text",
    [
        "model: deepseek-chat # dsmigrate: ignore[DS109]\n",
        "const model = 'deepseek-chat' // dsmigrate: ignore[DS109] why\n",
        "<p>deepseek-chat</p> <!-- dsmigrate: ignore[DS109] -->\n",
        "x = 'deepseek-chat' /* dsmigrate: ignore[DS109] */\n",
        "-- dsmigrate: ignore[DS109]\n",
    ],
)
def test_files_of_other_kinds(text: str) -> None:
    (suppression,) = found(text, is_python=False)
    assert (suppression.words, suppression.first) == (("DS109",), 1)


def test_above_a_row_of_another_kind() -> None:
    (suppression,) = found("a: 1\n# dsmigrate: ignore\n\nb: 1\nc: 1\n", is_python=False)
    assert (suppression.first, suppression.last) == (2, 4)
    assert found("x # noqa: DS109\n", is_python=False) == []
