"""Finds the comments that silence rules: `# dsmigrate: ignore[DS101]`, `ignore-file`, and `# noqa: DS101`."""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from collections.abc import Iterator, Sequence

from dsmigrate.core.source import LINE_END, Place, Source
from dsmigrate.core.suppressions import MARK, Suppression

# The reason behind it ends where another comment begins.
_OURS = re.compile(
    r"(?P<sign>\#|//|--|;|%|/\*|<!--)[ \t]*dsmigrate:[ \t]*(?P<word>[\w-]*)"
    r"(?P<bracketed>\[(?P<words>[^\]\r\n]*)\])?(?P<rest>(?:(?![ \t]\#|\*/|-->)[^\r\n])*)"
)
_NOQA = re.compile(
    r"\#[ \t]*(?i:noqa)(?::[ \t]?(?P<words>[A-Za-z]+[0-9]+(?:[, \t]+[A-Za-z]+[0-9]+)*))?(?![\w:-])"
)
_CODE = re.compile(r"DS[0-9]+", re.IGNORECASE)


def suppressions_of(source: Source, *, is_python: bool) -> list[Suppression]:
    """The suppressions in a file, in order. `is_python` is false for a file of which only rows and comments are known."""
    text = source.text
    # To tell comments from strings takes long, and nearly every `noqa` is for other tools.
    if MARK not in text and not any(_concerns_us(*_codes(noqa)) for noqa in _NOQA.finditer(text)):
        return []
    found = _Rows(source, is_python)
    return [
        suppression
        for row, column, comment in found.comments()
        for suppression in found.suppressions(row, column, comment)
    ]


def may_silence(source: Source, first: int, last: int) -> bool:
    """Whether, at a glance, comments may silence something in rows from `first` to `last`: few files need more than one."""
    return MARK in source.text or any(
        _concerns_us(*_codes(noqa))
        for row in range(first, last + 1)
        for noqa in _NOQA.finditer(source.row_text(row))
    )


def names_rules(source: Source) -> bool:
    """Whether, at a glance, comments are for this tool: a `noqa` that names no code may be for another one."""
    return MARK in source.text or any(_codes(noqa)[1] for noqa in _NOQA.finditer(source.text))


def _codes(noqa: re.Match[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes that a `noqa` names, and those of them that are ours."""
    words = tuple(re.findall(r"[A-Za-z]+[0-9]+", noqa["words"] or ""))
    return words, tuple(word.upper() for word in words if _CODE.fullmatch(word))


def _concerns_us(words: Sequence[str], own: Sequence[str]) -> bool:
    return bool(own) or not words


class _Rows:
    """A file as rows, with what begins in each."""

    def __init__(self, source: Source, is_python: bool) -> None:
        self.source = source
        self.is_python = is_python
        self.rows = LINE_END.split(source.text)
        self.starts = [0, *(match.end() for match in LINE_END.finditer(source.text))]
        self._ends: dict[int, int] | None = None

    def comments(self) -> Iterator[tuple[int, int, str]]:
        """Every comment: its row from 0, its column from 0, and its text; whole rows where the kind is not known."""
        if not self.is_python:
            yield from ((row, 0, text) for row, text in enumerate(self.rows) if MARK in text)
            return
        try:
            for token in tokenize.generate_tokens(io.StringIO("\n".join(self.rows)).readline):
                if token.type == tokenize.COMMENT:
                    yield token.start[0] - 1, token.start[1], token.string
        except (tokenize.TokenError, SyntaxError):
            return

    def suppressions(self, row: int, column: int, comment: str) -> Iterator[Suppression]:
        """Those in one comment."""
        for match in _OURS.finditer(comment):
            yield self._ours(row, column, match)
        noqa = _NOQA.search(comment) if self.is_python else None
        if noqa is not None:
            words, own = _codes(noqa)
            if _concerns_us(words, own):
                yield self._suppression(row, column, noqa, words, row + 1, row + 1, foreign=True)

    def _ours(self, row: int, column: int, match: re.Match[str]) -> Suppression:
        listed = match["words"]
        words = tuple(word.strip() for word in (listed or "").split(",") if word.strip())
        wrong = ""
        if match["word"] not in ("ignore", "ignore-file"):
            wrong = f"`{match['word']}` is not understood: there are `ignore[...]` and `ignore-file[...]`"
        elif listed is not None and not words:
            wrong = "the brackets are empty: name a rule, or leave them out to mean all"
        first, last = row + 1, row + 1
        if match["word"] == "ignore-file":
            first, last = 1, 0
        elif not self.rows[row][: column + match.start()].strip():
            first, last = self._below(row)
        return self._suppression(row, column, match, words, first, last, wrong)

    def _suppression(
        self,
        row: int,
        column: int,
        match: re.Match[str],
        words: tuple[str, ...],
        first: int,
        last: int,
        wrong: str = "",
        *,
        foreign: bool = False,
    ) -> Suppression:
        start, end = column + match.start(), column + len(match[0].rstrip()) + match.start()
        listing = (column + match.start("words"), column + match.end("words"))
        if match["words"] is None:
            listing = (end, end)
        return Suppression(
            comment=match[0].rstrip(),
            place=self._place(row, start, row, end),
            listing=self._place(row, listing[0], row, listing[1]),
            removal=self._removal(row, start, end),
            first=first,
            last=last,
            words=words,
            wrong=wrong,
            foreign=foreign,
        )

    def _removal(self, row: int, start: int, end: int) -> Place:
        """The comment with the space before it; the whole row where nothing else stands in it."""
        text = self.rows[row]
        before, after = text[:start], text[end:]
        if not before.strip() and not after.strip():
            if row + 1 < len(self.rows):
                return self._place(row, 0, row + 1, 0)
            return self._place(row, 0, row, len(text))
        if after.strip():
            # What follows it takes its place.
            return self._place(row, start, row, end + len(after) - len(after.lstrip()))
        return self._place(row, len(before.rstrip()), row, len(text))

    def _place(self, row: int, column: int, end_row: int, end_column: int) -> Place:
        span = self.source.span(self.starts[row] + column, self.starts[end_row] + end_column)
        return Place(self.source.path, span, self.source.cell)

    def _below(self, row: int) -> tuple[int, int]:
        """The rows, from 1, of what stands below a comment that has its row for itself: a whole statement or block."""
        below = next(
            (
                number
                for number in range(row + 1, len(self.rows))
                if self.rows[number].strip() and not self.rows[number].lstrip().startswith("#")
            ),
            None,
        )
        if below is None:
            return row + 1, row + 1
        return row + 1, self._last_rows().get(below + 1, below + 1)

    def _last_rows(self) -> dict[int, int]:
        """For each row, from 1, the last row of what begins in it; nothing where that cannot be told."""
        if self._ends is None:
            self._ends = {}
            for node in self._nodes() if self.is_python else ():
                first, last = getattr(node, "lineno", 0), getattr(node, "end_lineno", None) or 0
                decorators = getattr(node, "decorator_list", ())
                first = min([first, *(decorator.lineno for decorator in decorators)])
                self._ends[first] = max(self._ends.get(first, 0), last)
        return self._ends

    def _nodes(self) -> Iterator[ast.AST]:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                yield from ast.walk(ast.parse("\n".join(self.rows)))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return
