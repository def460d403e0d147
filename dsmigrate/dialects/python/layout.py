"""Puts an item into a bracketed list, or takes one out, the way its surroundings are laid out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import libcst as cst

from dsmigrate.dialects.python.tree import Forest

_TRAILING = re.compile(r"\s*(,?)([ \t]*(?:#[^\r\n]*)?)")
_COMMA_BEHIND = re.compile(r"(?:\s|#[^\r\n]*)*,")
_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|\Z)")


# Longer than any line: nothing is opened up.
UNLIMITED = 1 << 30


@dataclass(frozen=True, slots=True)
class TextEdit:
    """`text[start:end]`, in code points, is replaced by `content`.

    `whole` is a range that is to be rewritten by one edit, together with all others that fall into it; None for
    an edit that stands alone.
    """

    start: int
    end: int
    content: str
    whole: tuple[int, int] | None = None


def coalesced(text: str, edits: Iterable[TextEdit]) -> list[TextEdit]:
    """The edits in order, those inside a range that is rewritten whole put into one."""
    ordered = sorted(set(edits), key=lambda edit: (edit.start, edit.end))
    ranges: list[tuple[int, int]] = []
    for start, end in sorted({edit.whole for edit in ordered if edit.whole is not None}):
        if ranges and start <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(end, ranges[-1][1]))
        else:
            ranges.append((start, end))
    found = [
        edit for edit in ordered if not any(start <= edit.start and edit.end <= end for start, end in ranges)
    ]
    for start, end in ranges:
        pieces, done = [], start
        for edit in ordered:
            if start <= edit.start and edit.end <= end:
                pieces += [text[done : edit.start], edit.content]
                done = edit.end
        found.append(TextEdit(start, end, "".join((*pieces, text[done:end]))))
    return sorted(found, key=lambda edit: (edit.start, edit.end))


@dataclass(frozen=True, slots=True)
class Brackets:
    """A call's arguments or a dict's entries: the items, and where the list begins and ends inside its brackets."""

    items: Sequence[cst.CSTNode]
    inner_start: int
    inner_end: int


def brackets(tree: Forest, node: cst.Call | cst.Dict) -> Brackets:
    """The bracketed list of a call or a dict literal."""
    start, end = tree.bounds(node)
    if isinstance(node, cst.Dict):
        return Brackets(node.elements, start + 1, end - 1)
    text = tree.whole
    after_function = _with_parentheses(tree, node.func)
    return Brackets(node.args, text.index("(", after_function) + 1, end - 1)


def _with_parentheses(tree: Forest, node: cst.BaseExpression) -> int:
    """Where an expression ends, its own parentheses included."""
    end = tree.bounds(node)[1]
    for _ in node.rpar:
        end = tree.whole.index(")", end) + 1
    return end


def _line_start(text: str, index: int) -> int:
    while index > 0 and text[index - 1] not in "\r\n":
        index -= 1
    return index


def _line_end(text: str, index: int) -> int:
    while index < len(text) and text[index] not in "\r\n":
        index += 1
    return index


def _after_newline(text: str, index: int) -> int:
    if text[index : index + 2] == "\r\n":
        return index + 2
    return min(index + 1, len(text))


def _newline_near(text: str, index: int) -> str:
    """The line end that the surrounding lines use."""
    end = _line_end(text, index)
    if end >= len(text):
        found = re.search(r"\r\n|\r|\n", text)
        return found.group() if found else "\n"
    return text[end : _after_newline(text, end)]


def _owns_line(text: str, start: int) -> bool:
    return not text[_line_start(text, start) : start].strip()


def _bounds(tree: Forest, item: cst.CSTNode) -> tuple[int, int]:
    """Where an item begins and ends, with the parentheses around its value."""
    start, end = tree.bounds(item)
    value = getattr(item, "value", None)
    if isinstance(value, cst.BaseExpression):
        end = max(end, _with_parentheses(tree, value))
    return start, end


def insert_items(
    tree: Forest,
    node: cst.Call | cst.Dict,
    contents: Sequence[str],
    line_length: int,
    growth: Sequence[tuple[int, int]] = (),
    *,
    shrinks: bool = False,
) -> list[TextEdit]:
    """The edits that add `contents` as the last items of a call's arguments or a dict's entries.

    `growth` holds what else is done in the same go: where, and by how many code points it makes a line longer.
    `shrinks` says that other items are taken out then: their places cannot be written anew.
    """
    text = tree.whole
    lists = brackets(tree, node)
    if not lists.items:
        return [TextEdit(lists.inner_start, lists.inner_start, ", ".join(contents))]
    start, end = _bounds(tree, lists.items[-1])
    trailing = _TRAILING.match(text, end)
    comma = trailing is not None and bool(trailing.group(1)) and trailing.start(1) < lists.inner_end
    after_comma = trailing.end(1) if comma and trailing is not None else end
    if not _owns_line(text, start):
        return _insert_inline(tree, node, lists, end, after_comma, contents, line_length, growth, shrinks)
    indent = text[_line_start(text, start) : start]
    newline = _newline_near(text, start)
    content = f",{newline}{indent}".join(contents)
    rest = _REST_OF_LINE.match(text, after_comma)
    if rest is None:
        return [TextEdit(end, end, f",{newline}{indent}{content}")]
    if comma:
        return [TextEdit(rest.end(), rest.end(), f"{newline}{indent}{content},")]
    if rest.end() == end:
        return [TextEdit(end, end, f",{newline}{indent}{content}")]
    return [TextEdit(end, end, ","), TextEdit(rest.end(), rest.end(), f"{newline}{indent}{content}")]


def _insert_inline(
    tree: Forest,
    node: cst.Call | cst.Dict,
    lists: Brackets,
    end: int,
    after_comma: int,
    contents: Sequence[str],
    line_length: int,
    growth: Sequence[tuple[int, int]],
    shrinks: bool,
) -> list[TextEdit]:
    """Adds items behind one that shares its line; a line that gets too long by it is opened up as Black does."""
    text = tree.whole
    content = ", ".join(contents)
    plain = [TextEdit(end, end, f", {content}")]
    line_start, line_end = _line_start(text, lists.inner_start), _line_end(text, lists.inner_start)
    one_line = line_end >= lists.inner_end + 1
    length = line_end - line_start
    longer = len(content) + 2 + sum(more for where, more in growth if line_start <= where < line_end)
    if not one_line or length > line_length or length + longer <= line_length:
        return plain
    # A comma behind it is that of the list that it is an item of.
    behind = text[lists.inner_end + 1 : line_end].strip().removeprefix(",").lstrip()
    if behind and not behind.startswith("#"):
        return plain
    first = _bounds(tree, lists.items[0])[0]
    indent = text[
        line_start : line_start + len(text[line_start:line_end]) - len(text[line_start:line_end].lstrip())
    ]
    step = "\t" if indent.startswith("\t") else tree.tree_of(node).module.default_indent
    newline = _newline_near(text, lists.inner_start)
    deeper = indent + step
    body = text[first:end]
    whole = (lists.inner_start, lists.inner_end)
    opening = TextEdit(lists.inner_start, first, newline + deeper, whole)
    hugs = isinstance(node, cst.Call) and after_comma == end
    inside = sum(more for where, more in growth if first <= where < end)
    if hugs and len(deeper) + len(body) + inside + 2 + len(content) <= line_length:
        return [opening, TextEdit(end, lists.inner_end, f", {content}{newline}{indent}", whole)]
    if shrinks:
        return plain
    between = [
        TextEdit(_bounds(tree, item)[1], _bounds(tree, following)[0], f",{newline}{deeper}", whole)
        for item, following in zip(lists.items, lists.items[1:], strict=False)
    ]
    each = "".join(f",{newline}{deeper}{item}" for item in contents)
    closing = TextEdit(end, lists.inner_end, f"{each},{newline}{indent}", whole)
    return [opening, *between, closing]


def remove_item(tree: Forest, node: cst.Call | cst.Dict, item: cst.CSTNode) -> list[TextEdit]:
    """The edits that take one item out of a call's arguments or a dict's entries, its comma with it."""
    text = tree.whole
    lists = brackets(tree, node)
    index = next(position for position, other in enumerate(lists.items) if other is item)
    start, end = _bounds(tree, item)
    trailing = _TRAILING.match(text, end)
    after_comma = trailing.end(1) if trailing is not None and trailing.group(1) else end
    rest = _REST_OF_LINE.match(text, after_comma)
    last = index == len(lists.items) - 1
    # The comma may stand behind a comment, on a line of its own.
    loose = after_comma == end and _COMMA_BEHIND.match(text, end) is not None
    if _owns_line(text, start) and rest is not None and (after_comma > end or (last and not loose)):
        return [TextEdit(_line_start(text, start), _after_newline(text, rest.end()), "")]
    if index + 1 < len(lists.items):
        following = _bounds(tree, lists.items[index + 1])[0]
        if after_comma > end and rest is not None and "#" in text[rest.end() : following]:
            return [TextEdit(start, rest.end(), "")]
        return [TextEdit(start, following, "")]
    if index > 0:
        before = _bounds(tree, lists.items[index - 1])[1]
        # A comment in front of it is about what stands there, and is kept; the list then ends with a comma.
        commented = "#" in text[before:start] and not loose
        return [TextEdit(start if commented else before, end, "")]
    return [TextEdit(start, after_comma, "")]
