"""An edited file is parsed by the statements that edits touch: what comes of it is what the whole file is parsed to."""

from __future__ import annotations

from pathlib import Path

import libcst as cst
import pytest

from dsmigrate.core.findings import Edit
from dsmigrate.core.source import Place, Span
from dsmigrate.core.splice import splice
from dsmigrate.dialects.python.reparse import edited
from dsmigrate.dialects.python.starts import MovedStarts
from dsmigrate.dialects.python.tree import Tree, UnreadableModule
from dsmigrate.engine.read import read_python
from dsmigrate.engine.verify import Shifts

PATH = Path("app.py")
CODE = '''\
#!/usr/bin/env python
"""A module."""
import os

# above
A = 1; B = "deepseek-chat"  # beside


@decorated
def one(x):
    if x:
        return {"model": "old"}
    # inside

# between
class Two:
    def three(self):
        return "old"
        # at the end of the block

C = [
    "old",
]
# below
'''


def parsed_again(code: str, edits: dict[str, str]) -> tuple[Tree, Tree, int]:
    """The tree of an edited file by its statements and as a whole, and how many of its statements are the old ones."""
    before = Tree(read_python(PATH, code.encode()))
    made = []
    for old, new in edits.items():
        start = code.index(old)
        made.append(Edit(Place(PATH, before.source.span(start, start + len(old)), None), new))
    source = read_python(PATH, splice(before.source, made))
    shifts = Shifts.of(made, "utf-8")
    after = edited(before, source, [edit.place.span for edit in shifts.edits], shifts.forward)
    kept = {id(statement) for statement in before.module.body}
    return after, Tree(source), sum(id(statement) in kept for statement in after.module.body)


def stand(tree: Tree) -> list[tuple[str, object]]:
    return [(type(node).__name__, tree.span(node)) for node in tree.nodes if not isinstance(node, cst.Module)]


def starting(tree: Tree) -> list[object]:
    """Where the statements of a tree begin, and the lines in their blocks."""
    return [
        (span, [(line.start, line.indent, type(line.node.body[0])) for line in tree.lines_in(statement)])
        for statement, span in tree.statements()
    ]


EDITS = {
    "in a statement": (CODE, {'"deepseek-chat"': '"new"'}, 5),
    "in several": (CODE, {'"deepseek-chat"': '"new"', '{"model": "old"}': '{\n"model": 1}'}, 4),
    "in neighbours": (CODE, {"@decorated\n": "@decorated\n@again\n", "class Two": "class Three"}, 4),
    "in a comment above": (CODE, {"# between": "# changed\n# twice"}, 5),
    "in the last": (CODE, {'"old",\n]': '"new",\n]\nD = 4'}, 5),
    "below the last": (CODE, {"# below\n": "# below"}, 5),
    "an import is added": (CODE, {"import os\n": "import os\nimport sys\n"}, 3),
    "a statement is taken out": (CODE, {"import os\n": ""}, 3),
    "a letter of several bytes": ("x = 'ä'\ny = 'old'\nz = 'ü'\n", {"old": "öö"}, 2),
    "without an end of line": ("x = 1\ny = 'old'", {"old": "new"}, 1),
    "a form feed between": ("x = 1\n\f\ny = 'old'\nz = 2\n", {"old": "new"}, 2),
    "tabs": ("def f():\n\treturn 'old'\n\n\ndef g():\n\treturn 'older'\n", {"'older'": "'new'"}, 1),
    # What stands above the first statement, and what would be parsed to other defaults, needs the whole file.
    "the first line": (CODE, {"#!/usr/bin/env python": "# none"}, 0),
    "another indentation in it": ("def f():\n  return 1\nx = 'old'\n", {"old": "new"}, 0),
    "other ends of line in it": ("x = 1\ny = 'old'\r\nz = 3\r\n", {"old": "new"}, 0),
    "nothing is left of it": ("x = 1\ny = 2\nz = 3\n", {"y = 2\n": "# gone\n"}, 0),
}


@pytest.mark.parametrize(("code", "edits", "kept"), EDITS.values(), ids=EDITS)
def test_the_statements_make_the_same_tree_as_the_whole(code: str, edits: dict[str, str], kept: int) -> None:
    after, whole, same = parsed_again(code, edits)
    assert starting(after) == starting(whole)
    assert stand(after) == stand(whole)
    assert after.module.code == whole.module.code
    assert same == kept


@pytest.mark.parametrize("new", ['"', "(", "x = = 1", "def"])
def test_what_cannot_be_parsed_is_refused(new: str) -> None:
    with pytest.raises(UnreadableModule):
        parsed_again(CODE, {'B = "deepseek-chat"': new})


def test_only_what_is_touched_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    parse = cst.parse_module

    def noted(text: str) -> cst.Module:
        parsed.append(text)
        return parse(text)

    monkeypatch.setattr(cst, "parse_module", noted)
    parsed_again(CODE, {'"deepseek-chat"': '"new"'})
    assert parsed == [CODE, '\n# above\nA = 1; B = "new"  # beside\n', CODE.replace("deepseek-chat", "new")]


@pytest.mark.parametrize(
    ("edits", "asked"),
    [
        ({"A = 1": "A = 2", '"deepseek-chat"': '"new"'}, False),
        ({'{"model": "old"}': '{\n"model": 1}'}, False),
        ({'"old",\n]': '"new",\n]'}, False),
        # one more than before, one less, one with a block of its own, and what may belong to either of two
        ({'"old",\n]': '"new",\n]\nD = 4'}, True),
        ({"import os\n": ""}, True),
        ({"class Two": "class Three"}, True),
        ({"# above": "# above all"}, False),
        ({"\n# above": "# above"}, False),
        ({"os\n\n# above": "os\n# above"}, True),
    ],
)
def test_where_statements_begin_is_only_asked_anew_where_others_are(
    edits: dict[str, str], asked: bool
) -> None:
    after, whole, _ = parsed_again(CODE, edits)
    assert isinstance(after.where, MovedStarts) is not asked
    assert (stand(after), starting(after)) == (stand(whole), starting(whole))


NESTED = '''\
class A(m0):
    """Doc m1."""

    # above
    x = m2; y = 1  # beside

    @m3
    async def one(self, a=m4):
        if a: z = m5
        if m6:
            return [
                # inside
                m7,
            ]
        elif a:
            # dedented
          # comment
            await m8
        else:
            for b in m9:
                yield m10  # after
            else:
                pass
        try:
            with m11 as c:
                del m12
        except m13:
            raise
        else:
            c = """
m14"""
        finally:
            m15
        match a:
            case m16:
                return m17
            # at the end
'''
NEW = {
    "another name": "new",
    "an expression over several rows": "(\n  new,\n    # why\n)",
    "a statement besides": "new; again = 1",
    "a line besides": "new\n            again = 1",
    "a line of another depth besides": "new\n    again = 1",
    "a comment": "new  # why",
    "an open bracket": "(new",
    "an open text": '"""new',
    "a block": "new:\n                 pass",
}


def lines(tree: Tree) -> list[cst.SimpleStatementLine]:
    return [node for node in tree.nodes if isinstance(node, cst.SimpleStatementLine)]


@pytest.mark.parametrize("new", NEW.values(), ids=NEW)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_make_the_same_tree_as_the_whole(new: str, end: str) -> None:
    for number in range(18):
        edits = {
            f"m{number}{behind}": f"{new}{behind}" for behind in ("\n", ",", ")", ".", ";", ":", " ", '"')
        }
        code = NESTED.replace("\n", end)
        edits = {old.replace("\n", end): text.replace("\n", end) for old, text in edits.items()}
        made = {old: text for old, text in edits.items() if old in code}
        try:
            whole = Tree(read_python(PATH, code.replace(*next(iter(made.items()))).encode()))
        except UnreadableModule:
            with pytest.raises(UnreadableModule):
                parsed_again(code, made)
            continue
        after, same, _ = parsed_again(code, made)
        assert starting(after) == starting(same) == starting(whole)
        assert stand(after) == stand(same) == stand(whole)
        assert after.module.code == whole.module.code


@pytest.mark.parametrize(
    ("old", "new", "parsed"),
    [("m10", "new", 1), ("m2;", "new;", 1), ("m15", "(\n  new)", 1), ("m6", "new", 11), ("m5", "new", 11)],
)
def test_only_the_lines_that_are_touched_are_parsed(old: str, new: str, parsed: int) -> None:
    before = Tree(read_python(PATH, NESTED.encode()))
    made = Edit(Place(PATH, Span(*(NESTED.index(old) + at for at in (0, len(old)))), None), new)
    shifts = Shifts.of([made], "utf-8")
    source = read_python(PATH, splice(before.source, [made]))
    after = edited(before, source, [made.place.span], shifts.forward)
    assert len(lines(before)) == len(lines(after)) == 11
    assert len({id(line) for line in lines(after)} - {id(line) for line in lines(before)}) == parsed


def test_lines_in_several_places() -> None:
    after, whole, _ = parsed_again(NESTED, {"m1.": "new.", "m2": "(\n  new\n)", "m17": "new", "m12": "x, y"})
    assert stand(after) == stand(whole)
