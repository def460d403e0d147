"""`Tree`: a parsed module with exact byte positions, walked without its whitespace nodes. `Forest`: several of them."""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain
from typing import TypeVar, cast

import libcst as cst

from dsmigrate.core.source import Place, Source, Span
from dsmigrate.dialects.python.positions import Positions, Unrendered
from dsmigrate.dialects.python.starts import Line, Starts, Statement

Node = TypeVar("Node", bound=cst.CSTNode)
_SKIPPED_FIELDS = frozenset({
    "lpar", "rpar", "lbracket", "rbracket", "lbrace", "rbrace", "comma", "semicolon", "colon", "dot", "equal",
    "leading_lines", "lines_after_decorators", "header", "footer", "indent", "trailing_whitespace", "newline",
    "encoding", "default_indent", "default_newline", "has_trailing_newline", "asynchronous", "star", "ast",
})  # fmt: skip


class UnreadableModule(Exception):
    """The module cannot be parsed, or not so that it could be written back byte for byte."""


def _child_fields(kind: type[cst.CSTNode]) -> tuple[str, ...]:
    names = [
        field.name
        for field in dataclasses.fields(kind)
        if field.name not in _SKIPPED_FIELDS and not field.name.startswith(("whitespace", "leading_", "_"))
    ]
    if kind is cst.IfExp:
        names = ["body", "test", "orelse"]
    return tuple(names)


class _Fields(dict[type[cst.CSTNode], tuple[str, ...]]):
    def __missing__(self, kind: type[cst.CSTNode]) -> tuple[str, ...]:
        self[kind] = _child_fields(kind)
        return self[kind]


class _Nodes(dict[type, bool]):
    """Whether a type is one of libcst's nodes: asking its abstract base class each time costs more than the walk."""

    def __missing__(self, kind: type) -> bool:
        self[kind] = issubclass(kind, cst.CSTNode)
        return self[kind]


_FIELDS = _Fields()
_IS_NODE = _Nodes()


def children(node: cst.CSTNode) -> list[cst.CSTNode]:
    """The nodes right below `node` that carry meaning: no whitespace, punctuation or parentheses."""
    found: list[cst.CSTNode] = []
    for name in _FIELDS[type(node)]:
        value = getattr(node, name)
        kind = type(value)
        if _IS_NODE[kind]:
            found.append(value)
        elif kind is tuple or kind is list:
            for item in value:
                if _IS_NODE[type(item)]:
                    found.append(item)
    return found


def walk(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """`node` and everything below it that carries meaning, in source order."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(children(current)))


def _ancestors(parents: Mapping[int, cst.CSTNode], node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    above = parents.get(id(node))
    while above is not None:
        yield above
        above = parents.get(id(above))


def _parsed(text: str) -> cst.Module:
    try:
        return cst.parse_module(text)
    except cst.ParserSyntaxError as error:
        raise UnreadableModule(f"row {error.raw_line}: {error.message.strip()}") from error
    except RecursionError as error:
        raise UnreadableModule("nested too deeply for the parser") from error


class Tree:
    """One module: its source, its nodes, their parents, and where each stands.

    `module` is what the source has been parsed to, if it has been, and `where` knows where its statements begin. Raises UnreadableModule, with a row where there is one, for what libcst cannot parse or render back.
    """

    def __init__(self, source: Source, module: cst.Module | None = None, where: Starts | None = None) -> None:
        self.source = source
        self.module = _parsed(source.text) if module is None else module
        self.where = Starts(self.module, source.text) if where is None else where
        self.parents: dict[int, cst.CSTNode] = {}
        self.nodes: list[cst.CSTNode] = []
        # Where in `nodes` those of each kind are.
        self.indices: dict[type[cst.CSTNode], list[int]] = defaultdict(list)
        self._link()

    def _link(self) -> None:
        stack: list[cst.CSTNode] = [self.module]
        nodes, parents, indices = self.nodes, self.parents, self.indices
        while stack:
            node = stack.pop()
            indices[type(node)].append(len(nodes))
            nodes.append(node)
            below = children(node)
            for child in below:
                parents[id(child)] = node
            below.reverse()
            stack.extend(below)

    @cached_property
    def _positions(self) -> Positions:
        return Positions(self.module, self.source.text, self.where)

    def ancestors(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """The nodes above `node`, nearest first."""
        return _ancestors(self.parents, node)

    def _standing(self, node: cst.CSTNode) -> tuple[cst.CSTNode, cst.SimpleStatementLine | None]:
        """The statement of the module that `node` belongs to, itself for the module; and the line in it, if any."""
        line = node if type(node) is cst.SimpleStatementLine else None
        for above in self.ancestors(node):
            if above is self.module:
                break
            node = above
            if type(node) is cst.SimpleStatementLine:
                line = node
        return node, line

    def statement_at(self, index: int) -> cst.CSTNode:
        """The statement of the module to whose lines a code point belongs; the module where that is not known."""
        return self._positions.statement_at(index)

    def bounds(self, node: cst.CSTNode) -> tuple[int, int]:
        """Where `node` begins and ends in the source's text, in code points, without its parentheses."""
        return self._bounds(node, *self._standing(node))

    def _bounds(
        self, node: cst.CSTNode, statement: cst.CSTNode, line: cst.SimpleStatementLine | None
    ) -> tuple[int, int]:
        try:
            return self._positions.bounds(node, statement, line)
        except Unrendered:
            raise UnreadableModule("the parser does not reproduce this file exactly") from None

    def span(self, node: cst.CSTNode) -> Span:
        return self.source.span(*self.bounds(node))

    def at(self, span: Span) -> list[cst.CSTNode]:
        """The nodes that stand exactly at `span`, outermost first."""
        wanted = self.source.text_index(span.start), self.source.text_index(span.end)
        for part in (self._positions.line_at(wanted[0]), self.statement_at(wanted[0])):
            found = [node for node, stands in self._bounds_below(part) if stands == wanted] if part else []
            if found:
                break
        return found

    @property
    def knows_its_statements(self) -> bool:
        """Whether it is known which lines each statement of the module has."""
        return self._positions.starts is not None

    def statements(self) -> list[tuple[Statement | cst.Module, Span]]:
        """The statements of the module, each with its lines; the module alone where these are not known."""
        starts = self._positions.starts
        end = len(self.source.text)
        if starts is None:
            return [(self.module, self.source.span(0, end))]
        lines = zip(starts, [*starts[1:], end], strict=True)
        return [(node, self.source.span(*both)) for node, both in zip(self.module.body, lines, strict=True)]

    def lines_in(self, statement: cst.CSTNode) -> list[Line]:
        """The lines in the blocks of one of the module's statements, in order; none where these are not known."""
        return self._positions.lines_in(statement)

    def lines_holding(
        self, statement: cst.CSTNode, spans: Sequence[Span]
    ) -> dict[int, cst.SimpleStatementLine] | None:
        """The lines in the blocks of a statement that spans stand in, by their number; None where one is not inside any."""
        lines = self.lines_in(statement)
        held: dict[int, cst.SimpleStatementLine] = {}
        for span in spans:
            index, end = self.source.text_index(span.start), self.source.text_index(span.end)
            number = bisect_right(lines, index, key=lambda line: line.start) - 1
            if number < 0:
                return None
            node = lines[number].node
            stands = self._bounds(node, statement, node)
            if not stands[0] <= index <= end <= stands[1]:
                return None
            held[number] = node
        return held

    def shapes(self, node: cst.CSTNode) -> Iterator[tuple[str, Span]]:
        """The kind and span of every meaningful node from `node` down, for comparing two trees."""
        return (
            (type(below).__name__, self.source.span(*bounds)) for below, bounds in self._bounds_below(node)
        )

    def _bounds_below(self, node: cst.CSTNode) -> Iterator[tuple[cst.CSTNode, tuple[int, int]]]:
        statement, line = (None, None) if node is self.module else self._standing(node)
        for below in walk(node):
            try:
                yield below, self._bounds(below, statement or self._standing(below)[0], line)
            except KeyError:  # a node that has no place of its own
                continue


class Forest:
    """The trees of the modules that are read together, as if they were one.

    `whole` is all their text, one after the other, and `bounds` counts code points in it.
    """

    def __init__(self, trees: Sequence[Tree]) -> None:
        self.trees = tuple(trees)
        self._tree_by_root = {id(tree.module): tree for tree in trees}
        self.parents: dict[int, cst.CSTNode] = trees[0].parents
        if len(trees) > 1:
            self.parents = {key: node for tree in trees for key, node in tree.parents.items()}
        self.nodes = [node for tree in trees for node in tree.nodes]
        texts = [tree.source.text for tree in trees]
        # A line end of the file's own kind, so that a file without one at its end does not run into the next.
        ends = [tree.module.default_newline for tree in trees]
        self.whole = "".join(text + end for text, end in zip(texts, ends, strict=True))
        lengths = [len(text) + len(end) for text, end in zip(texts, ends, strict=True)]
        self._starts = list(accumulate(lengths, initial=0))[:-1]
        self._start_by_root = {
            id(tree.module): start for tree, start in zip(trees, self._starts, strict=True)
        }

    def indices_of(self, *kinds: type[cst.CSTNode]) -> list[int]:
        """Where in `nodes` those of some kinds are, in order; those of classes derived from them are not among them."""
        if len(self.trees) == 1 and len(kinds) == 1:
            return self.trees[0].indices.get(kinds[0], [])
        found: list[int] = []
        first = 0
        for tree in self.trees:
            below = chain.from_iterable(tree.indices.get(kind, ()) for kind in kinds)
            found += sorted(first + index for index in below)
            first += len(tree.nodes)
        return found

    def of(self, *kinds: type[Node]) -> list[Node]:
        """The nodes of some kinds, in source order; not those of classes derived from them."""
        return [cast(Node, self.nodes[index]) for index in self.indices_of(*kinds)]

    @cached_property
    def _extents(self) -> dict[int, tuple[int, int]]:
        order = {id(node): index for index, node in enumerate(self.nodes)}
        ends = list(range(1, len(self.nodes) + 1))
        parents = self.parents
        for index in range(len(self.nodes) - 1, -1, -1):
            above = parents.get(id(self.nodes[index]))
            if above is not None:
                over = order[id(above)]
                if ends[index] > ends[over]:
                    ends[over] = ends[index]
        return {key: (index, ends[index]) for key, index in order.items()}

    def extent(self, node: cst.CSTNode) -> tuple[int, int]:
        """From which index in `nodes` to before which one `node` and all below it are. Raises KeyError for a made-up one."""
        return self._extents[id(node)]

    def parent(self, node: cst.CSTNode) -> cst.CSTNode | None:
        return self.parents.get(id(node))

    def ancestors(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """The nodes above `node`, nearest first."""
        return _ancestors(self.parents, node)

    def root_of(self, node: cst.CSTNode) -> cst.CSTNode:
        """The module that `node` stands in; for a node that was made up, the topmost above it."""
        parents = self.parents
        while (above := parents.get(id(node))) is not None:
            node = above
        return node

    def tree_of(self, node: cst.CSTNode) -> Tree:
        """The tree that `node` belongs to. Raises KeyError for a node that was made up."""
        return self._tree_by_root[id(self.root_of(node))]

    def bounds(self, node: cst.CSTNode) -> tuple[int, int]:
        """Where `node` begins and ends in `whole`, in code points, without its parentheses."""
        root = id(self.root_of(node))
        start, end = self._tree_by_root[root].bounds(node)
        offset = self._start_by_root[root]
        return offset + start, offset + end

    def place(self, node: cst.CSTNode) -> Place:
        tree = self.tree_of(node)
        return Place(tree.source.path, tree.span(node), tree.source.cell)

    def place_at(self, start: int, end: int) -> Place:
        """The place of `whole[start:end]`, which is of one file."""
        index = bisect_right(self._starts, start) - 1
        source, offset = self.trees[index].source, self._starts[index]
        return Place(
            source.path, source.span(start - offset, min(end - offset, len(source.text))), source.cell
        )

    def statement_at(self, index: int) -> cst.CSTNode:
        """The statement to whose lines `whole[index]` belongs; a module where that is not known."""
        number = bisect_right(self._starts, index) - 1
        return self.trees[number].statement_at(index - self._starts[number])

    def text(self, node: cst.CSTNode) -> str:
        """The node as it is written, without surrounding parentheses."""
        if isinstance(node, cst.BaseExpression) and not getattr(node, "lpar", ()):
            # To render an expression costs far less than to find out where it stands; indentation gets lost.
            rendered = self.tree_of(node).module.code_for_node(node)
            if "\n" not in rendered and "\r" not in rendered:
                return rendered
        start, end = self.bounds(node)
        return self.whole[start:end]

    def at(self, place: Place) -> list[cst.CSTNode]:
        """The nodes that stand exactly at `place`, outermost first."""
        for tree in self.trees:
            if tree.source.path == place.path and tree.source.cell == place.cell:
                return tree.at(place.span)
        return []

    def row(self, node: cst.CSTNode) -> int:
        """The row, from 1, in which `node` begins."""
        tree = self.tree_of(node)
        return tree.source.position(tree.span(node).start).row

    def row_and_file(self, node: cst.CSTNode) -> str:
        """The same in words, with the file; with its folder too where several files have its name."""
        path = self.tree_of(node).source.path
        alike = [tree for tree in self.trees if tree.source.path.name == path.name]
        alone = all(tree.source.path == path for tree in alike)
        return f"row {self.row(node)} of {path.name if alone else f'{path.parent.name}/{path.name}'}"
