"""The negative gate: a cheap look by `ast` that says which files cannot hold anything of interest."""

from __future__ import annotations

import ast
import re
import warnings
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from dsmigrate.core.source import LINE_END, Source

# A string that is joined with the one before or behind it, here or in another row.
_JOINED = re.compile(r"""["'][ \t]*[A-Za-z]{0,2}["']|["'][ \t]*(?:\#.*)?$|^[ \t]*[A-Za-z]{0,2}["']""")


def may_matter(source: Source, needle: str, telltale: re.Pattern[str], modules: frozenset[str]) -> bool:
    """Whether a string of the module (docstrings aside) holds `telltale`, or it imports one of `modules`.

    `telltale` finds what a request to the service is made of: a model ID, a host. All of these hold `needle`, which is
    lower case; only rows that hold it in any case, and imports, are looked at. A file that `ast` cannot parse may
    matter too: libcst decides about it. To parse is worth it where a glance tells nothing.
    """
    lines = LINE_END.split(source.text)
    named = _rows_with(needle, lines)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            module = ast.parse(source.data if source.encoding == "utf-8" else source.text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return True
    importing = [row for row, line in enumerate(lines, 1) if "import" in line]
    if not any(_may_tell(lines[row - 1], telltale) for row in named) and not any(
        _may_import(lines[row - 1], modules) for row in importing
    ):
        return False
    rows = sorted({*named, *importing})
    docstrings: set[int] = set()
    pending: list[ast.AST] = [module]
    while pending:
        node = pending.pop()
        if not _is_in(rows, node):
            continue
        if isinstance(node, ast.Constant):
            if id(node) not in docstrings and _tells(node.value, telltale):
                return True
        elif isinstance(node, ast.ImportFrom):
            name = node.module or ""
            if name in modules or any(f"{name}.{alias.name}" in modules for alias in node.names):
                return True
        elif isinstance(node, ast.Import):
            if any(alias.name in modules for alias in node.names):
                return True
        else:
            if isinstance(node, ast.Expr):
                docstrings.add(id(node.value))
            pending += ast.iter_child_nodes(node)
    return False


def tells_at_first_sight(source: Source, needle: str, telltale: re.Pattern[str]) -> bool:
    """Whether a row, by its own quotes, holds `telltale` in a string that is no docstring: most files that matter do.

    To parse such a file here would be in vain. The arguments are those of `may_matter`.
    """
    text = source.text
    for start, end in _lines_with(needle, text):
        match = telltale.search(text, start, end)
        before = text[start : match.start()] if match is not None else "#"
        opened = before.count('"') % 2 or before.count("'") % 2
        if opened and "#" not in before and before.lstrip()[0] not in "\"'":
            return not any(text.count(quotes, 0, start + len(before)) % 2 for quotes in ('"""', "'''"))
    return False


def _lines_with(needle: str, text: str) -> Iterator[tuple[int, int]]:
    """Where the rows begin and end that hold a text in lower case, in any case."""
    lower = text.lower()
    if len(lower) != len(text):  # a few letters become two
        lower = "".join(letter if letter.isascii() else " " for letter in text).lower()
    found = lower.find(needle)
    while found >= 0:
        start = max(text.rfind("\n", 0, found), text.rfind("\r", 0, found)) + 1
        ends = [end for end in (text.find("\n", found), text.find("\r", found)) if end >= 0]
        end = min(ends, default=len(text))
        yield start, end
        found = lower.find(needle, end)


def _rows_with(needle: str, lines: Sequence[str]) -> list[int]:
    """The rows that hold a text in lower case, in any case."""
    return [row for row, line in enumerate(lines, 1) if needle in line.lower()]


def _may_tell(line: str, telltale: re.Pattern[str]) -> bool:
    """Whether a row that holds the needle may have `telltale` in it, or a part of it that Python puts together."""
    return telltale.search(line) is not None or "\\" in line or _JOINED.search(line) is not None


def _may_import(line: str, modules: frozenset[str]) -> bool:
    """Whether a row that holds `import` may import one of `modules`."""
    return line.endswith("\\") or any(package in line for package in _packages_of(modules))


@cache
def _packages_of(modules: frozenset[str]) -> frozenset[str]:
    return frozenset(module.partition(".")[0] for module in modules)


def _is_in(rows: Sequence[int], node: ast.AST) -> bool:
    """Whether a node may stand in one of `rows`, which are in rising order."""
    if not isinstance(node, (ast.stmt, ast.expr)):
        return True
    above: list[ast.expr] = getattr(node, "decorator_list", [])
    first = min([node.lineno, *(decorator.lineno for decorator in above)])
    index = bisect_left(rows, first)
    return index < len(rows) and rows[index] <= (node.end_lineno or node.lineno)


def _tells(value: object, telltale: re.Pattern[str]) -> bool:
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    return isinstance(value, str) and telltale.search(value) is not None
