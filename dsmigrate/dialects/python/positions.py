"""`Positions`: where the nodes of a module stand, worked out one line or statement at a time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from contextlib import AbstractContextManager

import libcst as cst
from libcst._nodes.internal import CodegenState

from dsmigrate.dialects.python.starts import Line, Starts


class Unrendered(Exception):
    """The parser does not give the text back as it is."""


class Positions:
    """Where nodes begin and end in the text of their module, in code points, without their parentheses.

    What is asked about one line is worked out for that line alone, or else for the statement of the module that it is
    in, since rendering a whole file costs as much as parsing it.
    """

    def __init__(self, module: cst.Module, text: str, where: Starts) -> None:
        self.module = module
        self.text = text
        self._starts = where
        self._spans: dict[int, tuple[int, int]] = {}
        self._rendered: set[int] = set()
        self._numbers = {id(statement): number for number, statement in enumerate(module.body)}
        # The places in the rendered text before each of which it lacks a code point of the source.
        self._cuts: list[int] = []

    @property
    def starts(self) -> list[int] | None:
        """Where each statement of the module begins, its own comment and blank lines included; None if not known."""
        return self._starts.of_module

    def bounds(
        self, node: cst.CSTNode, statement: cst.CSTNode, line: cst.SimpleStatementLine | None = None
    ) -> tuple[int, int]:
        """Where `node`, which belongs to `statement` of the module, and to `line` in it, begins and ends.

        Raises Unrendered where the parser does not give the text back, KeyError for a node that stands nowhere.
        """
        if statement is self.module:
            return 0, len(self.text)
        if id(statement) not in self._rendered and id(line) not in self._rendered:
            self._render(statement, line)
        start, end = self._spans[id(node)]
        if self._cuts:
            start += bisect_right(self._cuts, start)
            end += bisect_left(self._cuts, end)
        return start, end

    def statement_at(self, index: int) -> cst.CSTNode:
        """The statement of the module to whose lines the code point at `index` belongs; the module, if not known."""
        if not self.starts or index < self.starts[0]:
            return self.module
        return self.module.body[bisect_right(self.starts, index) - 1]

    def lines_in(self, statement: cst.CSTNode) -> list[Line]:
        """The lines in the blocks of one of the module's statements, in order; none if they are not known."""
        number = self._numbers.get(id(statement))
        return list(self._starts.lines_in(number).values()) if number is not None else []

    def line_at(self, index: int) -> cst.SimpleStatementLine | None:
        """The line inside a block that the code point at `index` belongs to, if it belongs to one."""
        number = self._numbers.get(id(self.statement_at(index)))
        return self._starts.line_at(number, index) if number is not None else None

    def _render(self, statement: cst.CSTNode, line: cst.SimpleStatementLine | None) -> None:
        """Renders a line at its place; the statement, or all of the module, where that cannot be told."""
        if self.starts is not None:
            number = self._numbers[id(statement)]
            stands = self._starts.lines_in(number).get(id(line))
            if stands is not None and self._fits(stands.node, stands.start, stands.indent):
                return
            is_last = number + 1 == len(self.module.body)
            if self._fits(statement, self.starts[number], is_last=is_last):
                return
        state = _RecordingState(self.module, 0)
        self.module._codegen(state)
        cuts = _align("".join(state.tokens), self.text)
        if cuts is None:
            raise Unrendered
        self._cuts = cuts
        self._spans = state.spans
        self._rendered = set(map(id, self.module.body))

    def _fits(self, part: cst.CSTNode, start: int, indent: str = "", *, is_last: bool = False) -> bool:
        """Whether a line or statement, rendered, is what stands at `start`; if so its nodes' places are noted."""
        state = _RecordingState(self.module, start)
        state.increase_indent(indent)
        part._codegen(state)
        rendered = "".join(state.tokens)
        if is_last and not self.module.has_trailing_newline:
            rendered = rendered.removesuffix(self.module.default_newline)
        if not self.text.startswith(rendered, start):
            return False
        self._spans.update(state.spans)
        self._rendered.add(id(part))
        return True


class _RecordingState(CodegenState):
    """Renders nodes and notes where each meaningful one begins and ends, in code points, the first at `start`."""

    def __init__(self, module: cst.Module, start: int) -> None:
        super().__init__(default_indent=module.default_indent, default_newline=module.default_newline)
        self.length = start
        self.begun: dict[int, int] = {}
        self.spans: dict[int, tuple[int, int]] = {}

    def add_token(self, value: str) -> None:
        self.tokens.append(value)
        self.length += len(value)

    def add_indent_tokens(self) -> None:
        before = len(self.tokens)
        super().add_indent_tokens()
        self.length += sum(map(len, self.tokens[before:]))

    def before_codegen(self, node: cst.CSTNode) -> None:
        self.begun[id(node)] = self.length

    def after_codegen(self, node: cst.CSTNode) -> None:
        self.spans.setdefault(id(node), (self.begun[id(node)], self.length))

    def record_syntactic_position(  # type: ignore[override]  # it is declared to give a generator
        self, node: cst.CSTNode, *, start_node: cst.CSTNode | None = None, end_node: cst.CSTNode | None = None
    ) -> AbstractContextManager[None]:
        return _Recording(self, node, start_node, end_node)


class _Recording(AbstractContextManager[None]):
    """Notes where a node begins and ends; there are thousands, and a generator in its place takes twice the time."""

    __slots__ = ("_end_node", "_node", "_start", "_start_node", "_state")

    def __init__(
        self,
        state: _RecordingState,
        node: cst.CSTNode,
        start_node: cst.CSTNode | None,
        end_node: cst.CSTNode | None,
    ) -> None:
        self._state, self._node = state, node
        self._start_node, self._end_node = start_node, end_node
        self._start = state.length

    def __exit__(self, *_: object) -> None:
        state, start, end = self._state, self._start, self._state.length
        if self._start_node is not None:
            start = state.spans.get(id(self._start_node), (start, start))[0]
        if self._end_node is not None:
            end = state.spans.get(id(self._end_node), (end, end))[1]
        state.spans[id(self._node)] = (start, end)


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
