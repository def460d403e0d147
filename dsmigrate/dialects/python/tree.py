"""`Tree`: a parsed module with exact byte positions, walked without its whitespace nodes. `Forest`: several of them."""

from __future__ import annotations

import dataclasses
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from itertools import accumulate
from typing import TypeGuard

import libcst as cst
from libcst._nodes.internal import CodegenState

from dsmigrate.core.source import Place, Source, Span

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


_FIELDS: dict[type[cst.CSTNode], tuple[str, ...]] = {}
# Whether a type is one of libcst's nodes: asking its abstract base class each time costs more than the walk itself.
_IS_NODE: dict[type, bool] = {type(None): False, str: False, bool: False, list: False, tuple: False}


def _is_node(value: object) -> TypeGuard[cst.CSTNode]:
    kind = type(value)
    known = _IS_NODE.get(kind)
    if known is None:
        known = _IS_NODE[kind] = issubclass(kind, cst.CSTNode)
    return known


def children(node: cst.CSTNode) -> list[cst.CSTNode]:
    """The nodes right below `node` that carry meaning: no whitespace, punctuation or parentheses."""
    kind = type(node)
    fields = _FIELDS.get(kind)
    if fields is None:
        fields = _FIELDS[kind] = _child_fields(kind)
    found: list[cst.CSTNode] = []
    for name in fields:
        value = getattr(node, name)
        if _is_node(value):
            found.append(value)
        elif isinstance(value, (list, tuple)):
            found.extend(item for item in value if _is_node(item))
    return found


def walk(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """`node` and everything below it that carries meaning, in source order."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(children(current)))


class _RecordingState(CodegenState):
    """Renders a module and notes where each meaningful node begins and ends, in code points."""

    def __init__(self, default_indent: str, default_newline: str) -> None:
        super().__init__(default_indent=default_indent, default_newline=default_newline)
        self.length = 0
        self.begun: dict[int, int] = {}
        self.spans: dict[int, tuple[int, int]] = {}

    def add_token(self, value: str) -> None:
        super().add_token(value)
        self.length += len(value)

    def add_indent_tokens(self) -> None:
        before = len(self.tokens)
        super().add_indent_tokens()
        self.length += sum(map(len, self.tokens[before:]))

    def before_codegen(self, node: cst.CSTNode) -> None:
        self.begun[id(node)] = self.length

    def after_codegen(self, node: cst.CSTNode) -> None:
        self.spans.setdefault(id(node), (self.begun[id(node)], self.length))

    @contextmanager
    def record_syntactic_position(
        self, node: cst.CSTNode, *, start_node: cst.CSTNode | None = None, end_node: cst.CSTNode | None = None
    ) -> Iterator[None]:
        start = self.length
        yield
        first = self.spans.get(id(start_node), (start, start))[0] if start_node is not None else start
        last = self.spans.get(id(end_node), (start, self.length))[1] if end_node is not None else self.length
        self.spans[id(node)] = (first, last)


class Tree:
    """One module: its source, its nodes, their parents, and where each stands.

    Raises UnreadableModule, with a row where there is one, for what libcst cannot parse or render back.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        try:
            self.module = cst.parse_module(source.text)
        except cst.ParserSyntaxError as error:
            row = error.raw_line
            raise UnreadableModule(f"row {row}: {error.message.strip()}") from error
        except RecursionError as error:
            raise UnreadableModule("nested too deeply for the parser") from error
        self.parents: dict[int, cst.CSTNode] = {}
        self.nodes: list[cst.CSTNode] = []
        self._link()

    def _link(self) -> None:
        stack: list[cst.CSTNode] = [self.module]
        nodes, parents = self.nodes, self.parents
        while stack:
            node = stack.pop()
            nodes.append(node)
            below = children(node)
            for child in below:
                parents[id(child)] = node
            below.reverse()
            stack.extend(below)

    @cached_property
    def _spans(self) -> dict[int, tuple[int, int]]:
        state = _RecordingState(self.module.default_indent, self.module.default_newline)
        self.module._codegen(state)
        cuts = _align("".join(state.tokens), self.source.text)
        if cuts is None:
            raise UnreadableModule("the parser does not reproduce this file exactly")
        self._cuts = cuts
        return state.spans

    def bounds(self, node: cst.CSTNode) -> tuple[int, int]:
        """Where `node` begins and ends in the source's text, in code points, without its parentheses."""
        start, end = self._spans[id(node)]
        if self._cuts:
            start += bisect_right(self._cuts, start)
            end += bisect_left(self._cuts, end)
        return start, end

    def span(self, node: cst.CSTNode) -> Span:
        return self.source.span(*self.bounds(node))

    @cached_property
    def _by_span(self) -> dict[Span, list[cst.CSTNode]]:
        found: dict[Span, list[cst.CSTNode]] = {}
        spans = self._spans
        for node in self.nodes:
            if id(node) in spans:
                found.setdefault(self.span(node), []).append(node)
        return found

    def at(self, span: Span) -> list[cst.CSTNode]:
        """The nodes that stand exactly at `span`, outermost first."""
        return self._by_span.get(span, [])

    def shapes(self) -> Iterator[tuple[str, Span]]:
        """The kind and span of every meaningful node, for comparing two trees."""
        spans = self._spans
        for node in self.nodes:
            if id(node) in spans:
                yield type(node).__name__, self.span(node)


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

    def parent(self, node: cst.CSTNode) -> cst.CSTNode | None:
        return self.parents.get(id(node))

    def ancestors(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """The nodes above `node`, nearest first."""
        above = self.parents.get(id(node))
        while above is not None:
            yield above
            above = self.parents.get(id(above))

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

    def text(self, node: cst.CSTNode) -> str:
        """The node as it is written, without surrounding parentheses."""
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


def _align(rendered: str, text: str) -> list[int] | None:
    """The places in `rendered` before each of which libcst lost one code point of `text`; None where it differs.

    libcst loses a form feed at the head of a line, a lone CR at the end of a file, and the blank before the colon
    of some `except` clauses. None of them means anything there.
    """
    if rendered == text:
        return []
    cuts: list[int] = []
    index = 0
    for char in text:
        if index < len(rendered) and rendered[index] == char:
            index += 1
        elif char in " \t\f\r":
            cuts.append(index)
        else:
            return None
    return cuts if index == len(rendered) else None
