"""Items put into calls and dicts, and taken out of them, in every layout that people and formatters write."""

from __future__ import annotations

import ast
from typing import Any

import libcst as cst
import pytest

from dsmigrate.dialects.python.layout import TextEdit, coalesced, insert_items, remove_item
from dsmigrate.dialects.python.tree import Forest
from tests.dialects.python.following import tree_of

WIDTH = 40


def bracketed(tree: Forest) -> cst.Call | cst.Dict:
    """The call of `f`, else the first dict."""
    found: cst.Call | cst.Dict | None = None
    for node in tree.nodes:
        if isinstance(node, cst.Call) and tree.text(node.func).strip("()") in ("f", "a.f", "f\n   "):
            return node
        if isinstance(node, cst.Dict) and found is None:
            found = node
    assert found is not None
    return found


def edited(text: str, edits: list[TextEdit]) -> str:
    for edit in reversed(coalesced(text, edits)):
        text = text[: edit.start] + edit.content + text[edit.end :]
    return text


def inserted(text: str) -> str:
    tree = tree_of(text)
    node = bracketed(tree)
    content = "new=1" if isinstance(node, cst.Call) else '"new": 1'
    return edited(text, insert_items(tree, node, [content], WIDTH))


def inserted_both(text: str) -> str:
    tree = tree_of(text)
    return edited(text, insert_items(tree, bracketed(tree), ["new=1", "more=2"], WIDTH))


def removed(text: str) -> str:
    """Without the item whose text begins with `gone`, in quotes or without."""
    tree = tree_of(text)
    node = bracketed(tree)
    items = node.args if isinstance(node, cst.Call) else node.elements
    item = next(item for item in items if tree.text(item).lstrip("(\"'").startswith("gone"))
    return edited(text, remove_item(tree, node, item))


INSERTIONS = {
    "empty call": ("f()", "f(new=1)"),
    "empty dict": ("x = {}", 'x = {"new": 1}'),
    "empty with a blank": ("f( )", "f(new=1 )"),
    "one item": ("f(a)", "f(a, new=1)"),
    "dict": ('x = {"a": 1}', 'x = {"a": 1, "new": 1}'),
    "trailing comma": ("f(a,)", "f(a, new=1,)"),
    "blanks inside": ("f( a )", "f( a, new=1 )"),
    "star": ("f(*a)", "f(*a, new=1)"),
    "keywords spread": ("f(**a)", "f(**a, new=1)"),
    "dict spread": ("x = {**a}", 'x = {**a, "new": 1}'),
    "an item in brackets": ("f((a))", "f((a), new=1)"),
    "an item in brackets, comma": ("f((a),)", "f((a), new=1,)"),
    "keyword in brackets": ("f(b=(a))", "f(b=(a), new=1)"),
    "the function in brackets": ("(f)(a)", "(f)(a, new=1)"),
    "the function on two lines": ("(f\n   )(a)", "(f\n   )(a, new=1)"),
    "behind the bracket": ("f(a).b(c)", "f(a, new=1).b(c)"),
    "one per line": ("f(\n    a,\n    b,\n)", "f(\n    a,\n    b,\n    new=1,\n)"),
    "one per line, no comma": ("f(\n    a,\n    b\n)", "f(\n    a,\n    b,\n    new=1\n)"),
    "dict, one per line": ('x = {\n    "a": 1,\n}', 'x = {\n    "a": 1,\n    "new": 1,\n}'),
    "closing bracket behind": ("f(\n    a,\n    b)", "f(\n    a,\n    b,\n    new=1)"),
    "closing bracket behind a comma": ("f(\n    a,\n    b,)", "f(\n    a,\n    b,\n    new=1,)"),
    "aligned": ("f(a,\n  b)", "f(a,\n  b,\n  new=1)"),
    "aligned, more in a line": ("f(a,\n  b, c)", "f(a,\n  b, c, new=1)"),
    "all in the second line, which gets too long": (
        "f(\n    aaaaaaaaaaaaaa, bbbbbbbbbbb=[1, 2]\n)",
        "f(\n    aaaaaaaaaaaaaa,\n    bbbbbbbbbbb=[1, 2],\n    new=1,\n)",
    ),
    "all in the second line, which was too long": (
        "f(\n    aaaaaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbb=[1, 2]\n)",
        "f(\n    aaaaaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbb=[1, 2], new=1\n)",
    ),
    "all in the second line, a comment behind": (
        "f(\n    aaaaaaaaaaaaaa, bbbbbbbbbbbb=1  # one\n)",
        "f(\n    aaaaaaaaaaaaaa, bbbbbbbbbbbb=1, new=1  # one\n)",
    ),
    "all in the second line": ("f(\n    a, b\n)", "f(\n    a, b, new=1\n)"),
    "comment behind": ("f(\n    a,  # one\n)", "f(\n    a,  # one\n    new=1,\n)"),
    "comment behind, no comma": ("f(\n    a  # one\n)", "f(\n    a,  # one\n    new=1\n)"),
    "comment of its own behind": (
        "f(\n    a,\n    # two\n)",
        "f(\n    a,\n    new=1,\n    # two\n)",
    ),
    "comment between": (
        "f(\n    a,\n    # two\n    b,\n)",
        "f(\n    a,\n    # two\n    b,\n    new=1,\n)",
    ),
    "comment behind an item that shares its line": ("f(a  # one\n  )", "f(a, new=1  # one\n  )"),
    "comment behind a comma that shares its line": ("f(a,  # one\n  )", "f(a, new=1,  # one\n  )"),
    "comment behind the last of several lines": ("f(a,\n  b  # two\n  )", "f(a,\n  b,  # two\n  new=1\n  )"),
    "comment behind the whole": ("f(a)  # one", "f(a, new=1)  # one"),
    "opened before a comment": (
        "result = f(aaaaaaaaaa, bbbbbbbb)  # one",
        "result = f(\n    aaaaaaaaaa, bbbbbbbb, new=1\n)  # one",
    ),
    "a hash in a text": ('f(\n    "#",\n)', 'f(\n    "#",\n    new=1,\n)'),
    "comment behind the bracket": ("f(  # why\n    a,\n)", "f(  # why\n    a,\n    new=1,\n)"),
    "an item over several lines": ("f(\n    [\n        1,\n    ],\n)", "f(\n    [\n        1,\n    ],\n    new=1,\n)"),
    "hugging": ("f([\n    1,\n])", "f([\n    1,\n], new=1)"),
    "nested": ("g(f(\n    a,\n))", "g(f(\n    a,\n    new=1,\n))"),
    "in a block": ("if x:\n    f(\n        a,\n    )", "if x:\n    f(\n        a,\n        new=1,\n    )"),
    "tabs": ("if x:\n\tf(\n\t\ta,\n\t)", "if x:\n\tf(\n\t\ta,\n\t\tnew=1,\n\t)"),
    "CRLF": ("f(\r\n    a,\r\n)\r\n", "f(\r\n    a,\r\n    new=1,\r\n)\r\n"),
    "CRLF, no comma": ("f(\r\n    a\r\n)\r\n", "f(\r\n    a,\r\n    new=1\r\n)\r\n"),
    "lone CR": ("f(\r    a,\r)\r", "f(\r    a,\r    new=1,\r)\r"),
    "mixed line ends": ("x = 1\r\nf(\n    a,\n)\n", "x = 1\r\nf(\n    a,\n    new=1,\n)\n"),
    "continued by a backslash": ("x = \\\n    f(a)", "x = \\\n    f(a, new=1)"),
    "beyond ASCII": ('f("é",\n  "ü")', 'f("é",\n  "ü",\n  new=1)'),
    "generator": ("f((i for i in a))", "f((i for i in a), new=1)"),
    # Lines that get too long are opened as Black does, and only those that were short enough before.
    "just short enough": ("result = f(aaaaaaaaaa, bbbbbbbbbbbb)", "result = f(\n    aaaaaaaaaa, bbbbbbbbbbbb, new=1\n)"),
    "fits": ("result = f(aaaaaaaaaa, bbbbbbbb)", "result = f(aaaaaaaaaa, bbbbbbbb, new=1)"),
    "one per line where one line is not enough": (
        "r = f(aaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbb)",
        "r = f(aaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbb, new=1)",
    ),
    "opened one per line": (
        "f(aaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbb)",
        "f(\n    aaaaaaaaaaaaaaaa,\n    bbbbbbbbbbbbbbbbbbb,\n    new=1,\n)",
    ),
    "opened with its trailing comma": (
        "result = f(aaaaaaaaaa, bbbbbbbbbbbb,)",
        "result = f(\n    aaaaaaaaaa,\n    bbbbbbbbbbbb,\n    new=1,\n)",
    ),
    "opened in a block": (
        "if x:\n    f(aaaaaaaaaaaaaa, bbbbbbbbbbbbb)",
        "if x:\n    f(\n        aaaaaaaaaaaaaa,\n        bbbbbbbbbbbbb,\n        new=1,\n    )",
    ),
    "opened with tabs": (
        "if x:\n\tf(aaaaaaaaaaaaaaa, bbbbbbbbbbbbb)",
        "if x:\n\tf(\n\t\taaaaaaaaaaaaaaa, bbbbbbbbbbbbb, new=1\n\t)",
    ),
    "opened with CRLF": (
        "result = f(aaaaaaaaaa, bbbbbbbbbbbb)\r\n",
        "result = f(\r\n    aaaaaaaaaa, bbbbbbbbbbbb, new=1\r\n)\r\n",
    ),
    "opened in the last line": (
        "x = 1\r\nresult = f(aaaaaaaaaa, bbbbbbbbbbbb)",
        "x = 1\r\nresult = f(\r\n    aaaaaaaaaa, bbbbbbbbbbbb, new=1\r\n)",
    ),
    "a dict opened": (
        'result = {"aaaaaaaaa": 1, "bbbbbbbb": 2}',
        'result = {\n    "aaaaaaaaa": 1,\n    "bbbbbbbb": 2,\n    "new": 1,\n}',
    ),
    "too long before": (
        "result_of_it_all = f(aaaaaaaaaa, bbbbbbbbbbbb)",
        "result_of_it_all = f(aaaaaaaaaa, bbbbbbbbbbbb, new=1)",
    ),
}  # fmt: skip

REMOVALS = {
    "only item": ("f(gone=1)", "f()"),
    "a comma behind a comment": ("f(gone=1 #\n, #\nb=2)", "f(b=2)"),
    "last, a comma behind a comment": ("f(a, # a\ngone=1 #\n,)", "f(a #\n,)"),
    "only item, comma": ("f(gone=1,)", "f()"),
    "first": ("f(gone=1, b=2)", "f(b=2)"),
    "middle": ("f(a, gone=1, b=2)", "f(a, b=2)"),
    "last": ("f(a, gone=1)", "f(a)"),
    "last, comma": ("f(a, gone=1,)", "f(a,)"),
    "dict": ('x = {"gone": 1, "b": 2}', 'x = {"b": 2}'),
    "dict, only item": ('x = {"gone": 1}', "x = {}"),
    "in brackets": ("f(a, gone=(1), b=2)", "f(a, b=2)"),
    "in brackets, last": ("f(a, gone=(1))", "f(a)"),
    "one per line, first": ("f(\n    gone=1,\n    b=2,\n)", "f(\n    b=2,\n)"),
    "one per line, last": ("f(\n    a,\n    gone=1,\n)", "f(\n    a,\n)"),
    "one per line, no comma": ("f(\n    a,\n    gone=1\n)", "f(\n    a,\n)"),
    "one per line, only": ("f(\n    gone=1,\n)", "f(\n)"),
    "dict, one per line": ('x = {\n    "a": 1,\n    "gone": 2,\n}', 'x = {\n    "a": 1,\n}'),
    "its comment goes with it": ("f(\n    a,\n    gone=1,  # why\n    b=2,\n)", "f(\n    a,\n    b=2,\n)"),
    "others' comments stay": (
        "f(\n    a,  # one\n    # two\n    gone=1,\n    # three\n    b=2,\n)",
        "f(\n    a,  # one\n    # two\n    # three\n    b=2,\n)",
    ),
    "aligned, its comment": ("f(gone=1,  # why\n  b=2)", "f(b=2)"),
    "aligned, last, a comment above": ("f(a,  # one\n  gone=1)", "f(a,  # one\n  )"),
    "aligned, last, a comment in between": ("f(a,\n  # two\n  gone=1)", "f(a,\n  # two\n  )"),
    "aligned, first, a comment below": ("f(gone=1,\n  # two\n  b=2)", "f(\n  # two\n  b=2)"),
    "aligned, first": ("f(gone=1,\n  b=2)", "f(b=2)"),
    "aligned, last": ("f(a,\n  gone=1)", "f(a)"),
    "aligned, middle": ("f(a,\n  gone=1,\n  b=2)", "f(a,\n  b=2)"),
    "two in a line, first": ("f(\n    gone=1, b=2,\n    c=3,\n)", "f(\n    b=2,\n    c=3,\n)"),
    "two in a line, second": ("f(\n    a, gone=1,\n    c=3,\n)", "f(\n    a, c=3,\n)"),
    "closing bracket behind": ("f(\n    a,\n    gone=1)", "f(\n    a)"),
    "over several lines": ("f(\n    a,\n    gone=[\n        1,\n    ],\n    b=2,\n)", "f(\n    a,\n    b=2,\n)"),
    "CRLF": ("f(\r\n    gone=1,\r\n    b=2,\r\n)\r\n", "f(\r\n    b=2,\r\n)\r\n"),
    "tabs": ("f(\n\ta,\n\tgone=1,\n)", "f(\n\ta,\n)"),
    "comma in the next line": ("f(\n    a\n    , gone=1\n    , b=2\n)", "f(\n    a\n    , b=2\n)"),
    "before a spread": ("f(gone=1, **b)", "f(**b)"),
    "beyond ASCII": ('f("é", gone="ü", b=2)', 'f("é", b=2)'),
}  # fmt: skip


def parameters(table: dict[str, tuple[str, str]]) -> list[Any]:
    """A parameter set for each row; one whose title starts with `BUG` is expected to fail."""
    return [
        pytest.param(
            *row,
            id=title,
            marks=[pytest.mark.xfail(strict=True, reason=title)] if title.startswith("BUG") else [],
        )
        for title, row in table.items()
    ]


@pytest.mark.parametrize(("before", "after"), parameters(INSERTIONS))
def test_insertions(before: str, after: str) -> None:
    assert inserted(before) == after
    ast.parse(after)


@pytest.mark.parametrize(("before", "after"), parameters(REMOVALS))
def test_removals(before: str, after: str) -> None:
    assert removed(before) == after
    ast.parse(after)


def test_edits_inside_what_is_rewritten_whole_become_one() -> None:
    text = "abcdefgh"
    edits = [
        TextEdit(7, 8, "H"),
        TextEdit(1, 2, "B", whole=(1, 4)),
        TextEdit(2, 3, "C"),
        TextEdit(3, 6, "xyz", whole=(3, 6)),
        TextEdit(7, 8, "H"),
    ]
    assert coalesced(text, edits) == [TextEdit(1, 6, "BCxyz"), TextEdit(7, 8, "H")]


def test_edits_that_stand_alone_stay_as_they_are_in_order() -> None:
    edits = [TextEdit(4, 5, "y"), TextEdit(0, 1, "x")]
    assert coalesced("abcdefgh", edits) == [TextEdit(0, 1, "x"), TextEdit(4, 5, "y")]
