"""Parses an edited file: only the lines or statements that edits touch, the others are taken over as they are."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import fields
from itertools import groupby
from typing import cast

import libcst as cst

from dsmigrate.core.source import LINE_END, Source, Span
from dsmigrate.dialects.python.starts import Line, MovedStarts, Statement
from dsmigrate.dialects.python.tree import Tree


def edited(before: Tree, source: Source, edits: Sequence[Span], moved: Callable[[int], int]) -> Tree:
    """The tree of `source`, which is that of `before` once the bytes at `edits` are others.

    `moved` says which byte offset of the edited file one of the old file has become. Raises UnreadableModule where the
    edited file cannot be parsed.
    """
    tree = _put_together(before, source, edits, moved)
    if tree is not None and tree.knows_its_statements:
        return tree
    return Tree(source)


def _put_together(
    before: Tree, source: Source, edits: Sequence[Span], moved: Callable[[int], int]
) -> Tree | None:
    """The tree of the edited file; None where what stands between statements is touched, or cannot be told."""
    statements = before.statements() if before.knows_its_statements else []
    if not statements or any(edit.start <= statements[0][1].start for edit in edits):
        return None
    module, body = before.module, []
    lines = [stands for _, stands in statements]
    replaced: dict[int, cst.SimpleStatementLine] = {}
    kept: list[Statement | None] = [
        _relined(before, source, statement, stands, edits, moved, replaced)
        if any(edit.touches(stands) for edit in edits)
        else statement
        for statement, stands in zip(module.body, lines, strict=True)
    ]
    # Nothing is written where one statement ends and the next begins.
    has_same_statements = not any(
        edit.start < stands.start <= edit.end or edit.start == edit.end == stands.start
        for edit in edits
        for stands in lines
    )
    for is_kept, run in groupby(range(len(lines)), lambda number: kept[number] is not None):
        numbers = list(run)
        if is_kept:
            body += [statement for number in numbers if (statement := kept[number]) is not None]
            continue
        is_last = numbers[-1] + 1 == len(lines)
        start = moved(lines[numbers[0]].start)
        end = len(source.data) if is_last else moved(lines[numbers[-1]].end)
        try:
            part = cst.parse_module(source.text[source.text_index(start) : source.text_index(end)])
        except (cst.ParserSyntaxError, RecursionError):
            return None
        if (
            not part.body
            or part.default_indent != module.default_indent
            or part.default_newline != module.default_newline
            or (part.footer and not is_last)
        ):
            return None
        # What stands above the first statement of a text belongs to the module that the parser makes of it.
        first = part.body[0].with_changes(leading_lines=[*part.header, *part.body[0].leading_lines])
        body += [first, *part.body[1:]]
        is_simple = all(isinstance(statement, cst.SimpleStatementLine) for statement in part.body)
        has_same_statements &= is_simple and len(part.body) == len(numbers)
        if is_last:
            module = module.with_changes(footer=part.footer, has_trailing_newline=part.has_trailing_newline)
    module = module.with_changes(body=body)
    if not has_same_statements:
        return Tree(source, module)

    def index(old: int) -> int:
        return source.text_index(moved(before.source.byte_offset(old)))

    return Tree(source, module, MovedStarts(module, source.text, before.where, index, replaced))


def _relined(
    before: Tree,
    source: Source,
    statement: Statement,
    stands: Span,
    edits: Sequence[Span],
    moved: Callable[[int], int],
    replaced: dict[int, cst.SimpleStatementLine],
) -> Statement | None:
    """A statement of the module with those lines of its blocks parsed anew that edits are in; None where others are.

    What stands in the place of each of these lines is put into `replaced`, by the line's id.
    """
    held = before.lines_holding(statement, [edit for edit in edits if edit.touches(stands)])
    if not held:
        return None
    lines = before.lines_in(statement)
    parsed: dict[int, cst.SimpleStatementLine] = {}
    above: set[int] = set()
    for number, node in held.items():
        row_end = LINE_END.search(before.source.text, before.bounds(node)[1])
        if row_end is None:
            return None
        ends = (before.source.byte_offset(index) for index in (lines[number].start, row_end.end()))
        start, end = (source.text_index(moved(offset)) for offset in ends)
        line = _line(source.text[start:end], lines[number], before.module)
        if line is None:
            return None
        parsed[id(node)] = line
        above |= {id(over) for over in before.ancestors(node)}
    replaced.update(parsed)
    return cast("Statement", _holding(statement, parsed, above))


def _line(text: str, old: Line, module: cst.Module) -> cst.SimpleStatementLine | None:
    """A text that stands in the place of a line in a block, parsed; None where it is not one line, too."""
    try:
        part = cst.parse_module(f"if 1:{module.default_newline}{text}")
    except (cst.ParserSyntaxError, RecursionError):
        return None
    block = part.body[0].body
    if len(part.body) > 1 or part.footer or not isinstance(block, cst.IndentedBlock) or block.footer:
        return None
    line = block.body[0]
    if (
        len(block.body) > 1
        or not isinstance(line, cst.SimpleStatementLine)
        or len(line.leading_lines) != len(old.node.leading_lines)
        or (block.indent or part.default_indent) != old.indent
        or part.default_newline != module.default_newline
    ):
        return None
    return line


def _holding(node: cst.CSTNode, parsed: Mapping[int, cst.CSTNode], above: Container[int]) -> cst.CSTNode:
    """A node with others in the place of some below it, by their ids; `above` has the ids of what stands above these."""
    if id(node) in parsed:
        return parsed[id(node)]
    if id(node) not in above:
        return node
    changes: dict[str, object] = {}
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, cst.CSTNode):
            changes[field.name] = _holding(value, parsed, above)
        elif isinstance(value, (list, tuple)):
            changes[field.name] = [_holding(each, parsed, above) for each in value]
    return node.with_changes(**changes)
