"""`Starts`: where the statements of a module begin, which libcst does not know, and `ast` does."""

from __future__ import annotations

import ast
import warnings
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from typing import NamedTuple, cast

import libcst as cst

from dsmigrate.core.source import LINE_END

# The fields in which both parsers have what is below a compound statement, in source order.
_BELOW = ("body", "handlers", "orelse", "finalbody", "cases")


class Line(NamedTuple):
    """A simple statement, or several in one row, inside a block: where its own comments begin, and its indentation."""

    node: cst.SimpleStatementLine
    start: int
    indent: str


Statement = cst.BaseCompoundStatement | cst.SimpleStatementLine
# A statement as libcst has it, and the first that `ast` has in its place.
Pair = tuple[Statement, ast.stmt]


class _Unlike(Exception):
    """The two parsers do not see the same statements."""


class Starts:
    """Where statements begin in the text of their module, in code points, their own comments and blank lines included."""

    def __init__(self, module: cst.Module, text: str) -> None:
        self.module = module
        self.text = text
        self._lines: dict[int, dict[int, Line]] = {}

    @cached_property
    def _pairs(self) -> list[Pair]:
        """The module's statements as both parsers have them; none if they do not have the same."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return list(_pairs(self.module.body, ast.parse(self.text).body))
        except (SyntaxError, ValueError, RecursionError, MemoryError, _Unlike):
            return []

    @cached_property
    def _rows(self) -> list[int]:
        return [0, *(match.end() for match in LINE_END.finditer(self.text))]

    @cached_property
    def of_module(self) -> list[int] | None:
        """Where each statement of the module begins; None if that cannot be told."""
        try:
            found = [self._start(*pair) for pair in self._pairs]
        except _Unlike:
            return None
        return found if len(found) == len(self.module.body) else None

    def lines_in(self, number: int) -> dict[int, Line]:
        """The lines in the blocks of one of the module's statements, by their node's id, in order; none if not known."""
        if number not in self._lines:
            self._lines[number] = {}
            with suppress(_Unlike):
                below = _lines_below(*self._pairs[number]) if self.of_module else ()
                self._lines[number] = {id(line[0]): self._line(*line) for line in below}
        return self._lines[number]

    def line_at(self, number: int, index: int) -> cst.SimpleStatementLine | None:
        """The last line in the blocks of a statement that begins at or before a code point."""
        lines = list(self.lines_in(number).values())
        before = bisect_right(lines, index, key=lambda line: line.start)
        return lines[before - 1].node if before else None

    def _start(self, statement: Statement, parsed: ast.stmt) -> int:
        decorators = getattr(parsed, "decorator_list", None)
        first = decorators[0] if decorators else parsed
        row = first.lineno - 1 - len(statement.leading_lines)
        if not 0 <= row < len(self._rows):
            raise _Unlike
        return self._rows[row]

    def _line(self, node: cst.SimpleStatementLine, parsed: ast.stmt) -> Line:
        row = self._rows[parsed.lineno - 1]
        return Line(node, self._start(node, parsed), self.text[row : row + parsed.col_offset])


class MovedStarts(Starts):
    """The same for a module that has been put together from another, of which some simple statements were replaced.

    `before` are those of the other, and `index` says which code point of its text has become which of `text`. `lines`
    are what stands in the place of its lines inside blocks, by their node's id. Nothing is parsed for it.
    """

    def __init__(
        self,
        module: cst.Module,
        text: str,
        before: Starts,
        index: Callable[[int], int],
        lines: Mapping[int, cst.SimpleStatementLine],
    ) -> None:
        super().__init__(module, text)
        self._before = before
        self._index = index
        self._replaced = lines

    @cached_property
    def of_module(self) -> list[int] | None:
        """Where each statement of the module begins; None if that cannot be told."""
        starts = self._before.of_module
        return None if starts is None else list(map(self._index, starts))

    def lines_in(self, number: int) -> dict[int, Line]:
        """The lines in the blocks of one of the module's statements, by their node's id, in order; none if not known."""
        if number not in self._lines:
            moved = [
                Line(self._replaced.get(key, line.node), self._index(line.start), line.indent)
                for key, line in self._before.lines_in(number).items()
            ]
            self._lines[number] = {id(line.node): line for line in moved}
        return self._lines[number]


def _pairs(statements: Iterable[Statement], parsed: Sequence[ast.stmt]) -> Iterator[Pair]:
    """The statements of a block as both parsers have them. Raises _Unlike where they do not have the same."""
    index = 0
    for statement in statements:
        if index >= len(parsed):
            raise _Unlike
        yield statement, parsed[index]
        index += len(statement.body) if isinstance(statement, cst.SimpleStatementLine) else 1
    if index != len(parsed):
        raise _Unlike


def _lines_below(node: cst.CSTNode, parsed: ast.AST) -> Iterator[tuple[cst.SimpleStatementLine, ast.stmt]]:
    """The lines in the blocks of a statement, or of a part of one, each with what `ast` has for it."""
    for name in _BELOW if not isinstance(node, cst.SimpleStatementLine) else ():
        below, others = getattr(node, name, None), getattr(parsed, name, [])
        if isinstance(below, cst.If):  # an `elif`
            yield from _lines_below(below, others[0])
        elif isinstance(below, (cst.Else, cst.Finally)):
            yield from _lines_in(below.body, others)
        elif isinstance(below, cst.BaseSuite):
            yield from _lines_in(below, others)
        elif isinstance(below, Sequence):
            for part, other in zip(below, others, strict=True):
                yield from _lines_below(part, other)


def _lines_in(
    block: cst.BaseSuite, parsed: Sequence[ast.stmt]
) -> Iterator[tuple[cst.SimpleStatementLine, ast.stmt]]:
    if isinstance(block, cst.IndentedBlock):
        for statement, other in _pairs(cast("Sequence[Statement]", block.body), parsed):
            if isinstance(statement, cst.SimpleStatementLine):
                yield statement, other
            else:
                yield from _lines_below(statement, other)
