"""The parsed module: exact byte places whatever the encoding, line ends and layout; what cannot be parsed."""

from __future__ import annotations

from pathlib import Path

import libcst as cst
import pytest

from dsmigrate.core.source import Place, Source, Span
from dsmigrate.dialects.python.tree import Forest, Tree, UnreadableModule
from tests.dialects.python.following import PATH, tree_of

SNIPPETS = {
    "plain": 'x = f("é", [1, 2])\n',
    "no final newline": "x = 1",
    "empty": "",
    "comment only": "# nothing",
    "CRLF": 'if x:\r\n    y = "é"\r\n',
    "lone CR": 'if x:\r    y = "z"\r',
    "lone CR at the end": "x = 1\r",
    "mixed line ends": "a = 1\nb = 2\r\nc = 3\rd = 4\n",
    "tabs": "if x:\n\ty = 1\n\tif z:\n\t\tw = 2\n",
    "form feeds": 'x = "a"\n\x0c\ndef f():\n\x0c    return "b"\n\x0c',
    "form feed before a statement": "\x0cx = 1\ny = 2\n",
    "continued lines": "x = 1 + \\\n    2\n",
    "blank before an except's colon": "try:\n    x = 1\nexcept :\n    y = 2\n",
    "decorators and comments": "# a\n@b  # c\n# d\nclass E:  # f\n    # g\n    x = 1\n\n# h\n",
    "nested f-strings": "x = f\"{f'{y}'!r:>{z}}\"\n",
    "match": "match x:\n    case [a, *_] if b:\n        pass\n    case {'k': v, **r}:\n        pass\n",
    "async": "async def f():\n    async with a as b, c:\n        async for d in e:\n            await g\n",
    "lambda and star": "f = lambda *a, b=1, **c: (a, *b)\n",
    "beyond the basic plane": 'x = "😀"; y = "😀" + z\n',
    "walrus and slices": "if (n := a[1:2, ::3]) > 1: pass\n",
    "type parameters": "class A[T]:\n    def f[U](self) -> U: ...\ntype B = A[int]\n",
}


def texts(tree: Tree) -> list[tuple[str, str]]:
    """The kind and the source text of every node that stands anywhere."""
    return [(kind, tree.source.slice(span)) for kind, span in tree.shapes(tree.module)]


@pytest.mark.parametrize("code", SNIPPETS.values(), ids=SNIPPETS.keys())
def test_places_hold_what_the_nodes_say(code: str) -> None:
    tree = tree_of(code)
    for node in tree.nodes:
        if isinstance(node, cst.Name):
            assert tree.text(node) == node.value
        elif isinstance(node, (cst.SimpleString, cst.Integer)):
            assert tree.text(node) == node.value
            assert node in tree.at(tree.place(node))


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "cp1252"])
def test_places_are_in_bytes_of_the_encoding(encoding: str) -> None:
    code = 'ä = "ö"; ü = "deepseek"\n'
    tree = Tree(Source(PATH, code.encode(encoding), encoding))
    strings = [node for node in tree.nodes if isinstance(node, cst.SimpleString)]
    data = code.encode(encoding)
    spans = [tree.span(node) for node in strings]
    assert [data[span.start : span.end].decode(encoding) for span in spans] == ['"ö"', '"deepseek"']


def test_a_byte_order_mark_counts_as_bytes() -> None:
    tree = Tree(Source(PATH, b'\xef\xbb\xbfx = "a"\n', bom=b"\xef\xbb\xbf"))
    (string,) = [node for node in tree.nodes if isinstance(node, cst.SimpleString)]
    assert tree.span(string) == Span(7, 10)
    assert tree.source.slice(tree.span(string)) == '"a"'


def test_parents_and_ancestors() -> None:
    tree = tree_of("def f():\n    return g(x)\n")
    (x,) = [node for node in tree.nodes if isinstance(node, cst.Name) and node.value == "x"]
    kinds = [type(above).__name__ for above in tree.ancestors(x)]
    assert kinds[:3] == ["Arg", "Call", "Return"]
    assert kinds[-2:] == ["FunctionDef", "Module"]
    assert tree.parent(tree.root_of(x)) is None


def test_the_outermost_of_several_nodes_at_one_place_comes_first() -> None:
    tree = tree_of("x\n")
    kinds = [type(node).__name__ for node in tree.at(Place(PATH, Span(0, 1)))]
    assert kinds.index("Expr") < kinds.index("Name")
    assert tree.at(Place(PATH, Span(0, 5))) == []
    assert tree.at(Place(Path("other.py"), Span(0, 1))) == []


def test_shapes_name_every_meaningful_node_once() -> None:
    assert ("SimpleString", '"a"') in texts(tree_of('f(  # why\n    "a",\n)\n').trees[0])
    assert not any(
        "Whitespace" in kind or kind == "Comma" for kind, _ in texts(tree_of("f(a, b)\n").trees[0])
    )


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("def (:\n", "row 1"),
        ("x = 1\n\n  y = 2\n", "row 3"),
        ("print 'x'\n", "row 1"),
    ],
)
def test_what_cannot_be_parsed_names_the_row(code: str, reason: str) -> None:
    with pytest.raises(UnreadableModule, match=reason):
        tree_of(code)


def test_what_is_nested_too_deeply_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_deep(text: str) -> cst.Module:
        raise RecursionError

    monkeypatch.setattr(cst, "parse_module", too_deep)
    with pytest.raises(UnreadableModule, match="nested too deeply"):
        tree_of("x = 1\n")


@pytest.mark.parametrize("said", ["x = 12\n", "x = 1 \nz", "y = 1\n"])
def test_a_module_that_the_parser_gives_back_otherwise_is_not_read(said: str) -> None:
    (tree,) = tree_of("x = 1\n").trees
    tree.source = Source(Path("/project/app.py"), said.encode())
    with pytest.raises(UnreadableModule, match="does not reproduce"):
        tree.span(tree.module.body[0])


def test_several_trees_are_one_forest() -> None:
    codes = {"a.py": "x = 'ä'", "b.py": "\ny = 2\r\nz = 3\r\n", "c.py": "w = 4\n"}
    trees = [Tree(Source(Path(name), code.encode())) for name, code in codes.items()]
    forest = Forest(trees)
    values = [node for node in forest.nodes if isinstance(node, (cst.SimpleString, cst.Integer))]
    assert [forest.text(node) for node in values] == ["'ä'", "2", "3", "4"]
    assert [forest.place(node).path.name for node in values] == ["a.py", "b.py", "b.py", "c.py"]
    assert [forest.row(node) for node in values] == [1, 2, 3, 1]
    for node in values:
        assert forest.place_at(*forest.bounds(node)) == forest.place(node)
        assert node in forest.at(forest.place(node))
    with pytest.raises(KeyError):
        forest.place(cst.Name("made_up"))


def test_a_row_is_told_with_its_file_and_the_folder_where_that_is_needed() -> None:
    paths = [Path("/p/a/app.py"), Path("/p/b/app.py"), Path("/p/main.py")]
    trees = [Tree(Source(path, b"\n\nx = 1\n")) for path in paths]
    forest = Forest(trees)
    told = [forest.row_and_file(tree.module.body[0]) for tree in trees]
    assert told == ["row 3 of a/app.py", "row 3 of b/app.py", "row 3 of main.py"]
