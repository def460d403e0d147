"""Puts an item into a bracketed list, or takes one out, the way its surroundings are laid out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import libcst as cst

from dsmigrate.dialects.python.tree import Forest

_TRAILING = re.compile(r"\s*(,?)([ \t]*(?:#[^\r\n]*)?)")
_TRAILING_COMMA = re.compile(r"\s*,")
_COMMA_BEHIND = re.compile(r"(?:\s|#[^\r\n]*)*,")
_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|\Z)")


# Longer than any line: nothing is opened up.
UNLIMITED = 1 << 30


class TextEdit(NamedTuple):
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


class Brackets(NamedTuple):
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
    if not one_line:
        opened = _one_per_line_of_its_own(tree, lists, end, contents, line_length, growth)
        return opened if opened and not shrinks else plain
    if length > line_length or length + longer <= line_length:
        return plain
    around = _OneLine(tree, node, line_length, growth)
    if not around.ends_line(lists):
        outer = around.outermost(node)
        if outer is None or shrinks:
            return plain
        return around.opened_around(outer, node, plain, contents)
    hugs = isinstance(node, cst.Call) and after_comma == end
    if hugs and around.fits(lists, around.indent + around.step, 2 + len(content)):
        return around.hugged(lists, f", {content}", around.indent)
    if shrinks:
        return plain
    return around.one_per_line(lists, contents, around.indent)


def _one_per_line_of_its_own(
    tree: Forest,
    lists: Brackets,
    end: int,
    contents: Sequence[str],
    line_length: int,
    growth: Sequence[tuple[int, int]],
) -> list[TextEdit]:
    """Gives each item a line where all share one of their own, which would get too long; nothing where that is not so."""
    text = tree.whole
    first = _bounds(tree, lists.items[0])[0]
    line_start, line_end = _line_start(text, first), _line_end(text, first)
    if not _owns_line(text, first) or line_end != end:
        return []
    longer = sum(len(content) + 2 for content in contents)
    longer += sum(more for where, more in growth if line_start <= where < line_end)
    if line_end - line_start > line_length or line_end - line_start + longer <= line_length:
        return []
    begin = _newline_near(text, first) + text[line_start:first]
    between = [
        TextEdit(_bounds(tree, item)[1], _bounds(tree, following)[0], f",{begin}")
        for item, following in pairwise(lists.items)
    ]
    return [*between, TextEdit(end, end, "".join(f",{begin}{content}" for content in contents) + ",")]


class _OneLine:
    """A line with brackets that gets too long, and is opened up."""

    def __init__(
        self, tree: Forest, node: cst.Call | cst.Dict, line_length: int, growth: Sequence[tuple[int, int]]
    ) -> None:
        self.tree = tree
        self.text = tree.whole
        self.line_length = line_length
        self.growth = growth
        inside = brackets(tree, node).inner_start
        self.start, self.end = _line_start(self.text, inside), _line_end(self.text, inside)
        line = self.text[self.start : self.end]
        self.indent = line[: len(line) - len(line.lstrip())]
        self.step = "\t" if self.indent.startswith("\t") else tree.tree_of(node).module.default_indent
        self.newline = _newline_near(self.text, inside)

    def ends_line(self, lists: Brackets) -> bool:
        """Whether nothing but a comma, that of the list which it is an item of, and a comment is behind a list."""
        behind = self.text[lists.inner_end + 1 : self.end].strip().removeprefix(",").lstrip()
        return not behind or behind.startswith("#")

    def fits(self, lists: Brackets, indent: str, longer: int) -> bool:
        """Whether all items of a list, by so much longer, have room in one line."""
        return len(indent) + self._width(lists) + longer <= self.line_length

    def _width(self, lists: Brackets) -> int:
        first, end = self._extent(lists)
        return end - first + sum(more for where, more in self.growth if first <= where < end)

    def _extent(self, lists: Brackets) -> tuple[int, int]:
        return _bounds(self.tree, lists.items[0])[0], _bounds(self.tree, lists.items[-1])[1]

    def hugged(self, lists: Brackets, more: str, indent: str, *, whole: bool = True) -> list[TextEdit]:
        """All items in a line of their own, `more` behind them."""
        first, end = self._extent(lists)
        rewritten = (lists.inner_start, lists.inner_end) if whole else None
        return [
            self._opening(lists, first, f"{self.newline}{indent}{self.step}", rewritten),
            TextEdit(end, lists.inner_end, f"{more}{self.newline}{indent}", rewritten),
        ]

    def one_per_line(
        self, lists: Brackets, contents: Sequence[str], indent: str, *, whole: bool = True
    ) -> list[TextEdit]:
        """Each item in a line of its own, `contents` behind them."""
        first, end = self._extent(lists)
        rewritten = (lists.inner_start, lists.inner_end) if whole else None
        begin = f"{self.newline}{indent}{self.step}"
        between = [
            TextEdit(_bounds(self.tree, item)[1], _bounds(self.tree, following)[0], f",{begin}", rewritten)
            for item, following in pairwise(lists.items)
        ]
        each = "".join(f",{begin}{item}" for item in contents)
        closing = TextEdit(end, lists.inner_end, f"{each},{self.newline}{indent}", rewritten)
        return [self._opening(lists, first, begin, rewritten), *between, closing]

    def _opening(
        self, lists: Brackets, first: int, begin: str, rewritten: tuple[int, int] | None
    ) -> TextEdit:
        """Puts the first item into a line of its own; what begins right there is still known by where it begins."""
        if rewritten is not None:
            return TextEdit(lists.inner_start, first, begin, rewritten)
        start = lists.inner_start - 1
        return TextEdit(start, first, self.text[start] + begin)

    def outermost(self, node: cst.CSTNode) -> cst.Call | cst.Dict | None:
        """The list that the line ends with, where `node` is in one of its items, by calls and dicts all the way."""
        found: cst.Call | cst.Dict | None = None
        for above in self.tree.ancestors(node):
            if isinstance(above, (cst.Arg, cst.DictElement)):
                continue
            if not isinstance(above, (cst.Call, cst.Dict)):
                break
            lists = brackets(self.tree, above)
            if not self.start <= lists.inner_start <= lists.inner_end < self.end:
                break
            if _TRAILING_COMMA.match(self.text, self._extent(lists)[1]):
                break
            if self.ends_line(lists):
                found = above
        return found

    def opened_around(
        self,
        outer: cst.Call | cst.Dict,
        node: cst.Call | cst.Dict,
        plain: list[TextEdit],
        contents: Sequence[str],
    ) -> list[TextEdit]:
        """Opens up the list around the one that gets longer, and that one as well where it must be.

        What stands in between is left alone, so that what is sighted there can be found again.
        """
        lists, inner = brackets(self.tree, outer), brackets(self.tree, node)
        added = ", ".join(contents)
        deeper = self.indent + self.step
        if isinstance(outer, cst.Call) and self.fits(lists, deeper, 2 + len(added)):
            return [*plain, *self.hugged(lists, "", self.indent, whole=False)]
        opened = self.one_per_line(lists, (), self.indent, whole=False)
        item = next(each for each in lists.items if _bounds(self.tree, each)[1] >= inner.inner_end)
        first, end = _bounds(self.tree, item)
        more = sum(more for where, more in self.growth if first <= where < end)
        if (
            len(deeper) + end - first + more + 2 + len(added) + 1 <= self.line_length
            or end != inner.inner_end + 1
        ):
            return [*plain, *opened]
        if isinstance(node, cst.Call) and self.fits(inner, deeper + self.step, 2 + len(added)):
            return [*opened, *self.hugged(inner, f", {added}", deeper, whole=False)]
        return [*opened, *self.one_per_line(inner, contents, deeper, whole=False)]


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
