"""Writes the comments that silence findings: `check --add-ignores REASON`."""

from __future__ import annotations

import ast
import io
import re
import tokenize
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from dsmigrate.core.findings import Edit, Finding
from dsmigrate.core.outcome import Change, Outcome
from dsmigrate.core.problems import Problem
from dsmigrate.core.settings import Settings
from dsmigrate.core.source import LINE_END, Place, Source
from dsmigrate.core.splice import SpliceError, splice
from dsmigrate.dialects.suppressions import suppressions_of
from dsmigrate.engine.look import Looked
from dsmigrate.engine.prefilter import is_python
from dsmigrate.engine.run import Progress, check
from dsmigrate.engine.silence import IDLE
from dsmigrate.engine.write import NotWritten, write_all

OTHER_KIND = "is not rewritten; the settings can ignore a rule in it (per-file-ignores)"


def add_ignores(
    settings: Settings,
    reason: str,
    *,
    write: bool,
    progress: Progress | None = None,
    looked: Looked | None = None,
) -> Outcome:
    """Silences, by a comment with `reason`, everything that would be reported; writes files only with `write`.

    What was silenced is among the outcome's fixed findings; what remains is reported as ever.
    """
    before = check(settings, progress, looked)
    by_path: dict[Path, list[Finding]] = defaultdict(list)
    for finding in before.findings:
        if finding.code != IDLE:
            by_path[finding.place.path].append(finding)
    changes: list[Change] = []
    problems: list[Problem] = []
    for path, findings in by_path.items():
        source = before.sources[path]
        try:
            changes.append(Change(path, source.data, _commented(source, findings, reason)))
        except SpliceError as error:
            problems.append(Problem(path, f"the comment could not be written: {error}"))
        except _NotPossible as error:
            problems.append(Problem(path, str(error), fatal=False))
    if write and changes:
        try:
            write_all(changes, before.root)
        except NotWritten as error:
            return replace(before, problems=(*before.problems, Problem(error.path, error.reason)))
    silenced = {change.path for change in changes}
    fixed = tuple(finding for path in silenced for finding in by_path[path])
    left = tuple(finding for finding in before.findings if finding not in fixed)
    after = check(settings, progress) if write and changes else replace(before, findings=left)
    return replace(
        after,
        fixed=fixed,
        changes=tuple(changes),
        old_sources=before.sources,
        problems=(*after.problems, *problems),
    )


class _NotPossible(Exception):
    """A file that takes no comments of ours; the message says why."""


def _commented(source: Source, findings: Iterable[Finding], reason: str) -> bytes:
    """The file with comments for the findings in it. Raises _NotPossible, or SpliceError for a character it lacks."""
    if not is_python(source.path, source.data):
        raise _NotPossible(OTHER_KIND)
    wanted: dict[int, set[str]] = defaultdict(set)
    for finding in findings:
        wanted[source.position(finding.place.span.start).row].add(finding.code)
    edits = list(_edits(source, wanted, " ".join(reason.replace("#", " ").split())))
    data = splice(source, edits)
    if not _same_program(source, data):
        raise _NotPossible("no comment could be put there without changing what the file does")
    return data


def _edits(source: Source, wanted: dict[int, set[str]], reason: str) -> Iterator[Edit]:
    layout = _Layout(source)
    there = {
        source.position(each.place.span.start).row: each
        for each in suppressions_of(source, is_python=True)
        if each.words and not each.foreign and not each.wrong and each.last
    }
    above: dict[int, set[str]] = defaultdict(set)
    for row, codes in wanted.items():
        if row in there:
            words = [*there[row].words, *sorted(codes.difference(there[row].words))]
            yield Edit(there[row].listing, ", ".join(words))
        elif row in layout.closed:
            above[layout.statement_row(row)] |= codes
        else:
            text = source.row_text(row)
            end = layout.starts[row - 1] + len(text.rstrip())
            yield Edit(layout.place(end, layout.starts[row - 1] + len(text)), f"  {_comment(codes, reason)}")
    for row, codes in above.items():
        start = layout.starts[row - 1]
        indent = re.match(r"[ \t\f]*", source.row_text(row))
        newline = LINE_END.search(source.text)
        line = f"{indent[0] if indent else ''}{_comment(codes, reason)}{newline[0] if newline else chr(10)}"
        yield Edit(layout.place(start, start), line)


def _comment(codes: Iterable[str], reason: str) -> str:
    return f"# dsmigrate: ignore[{', '.join(sorted(codes))}] {reason}".rstrip()


class _Layout:
    """A file's rows: where they start, and which of them can have no comment at their end (`closed`)."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.starts = [0, *(match.end() for match in LINE_END.finditer(source.text))]
        self.rows = LINE_END.split(source.text)
        self.closed = {number for number, text in enumerate(self.rows, 1) if text.endswith("\\")}
        try:
            for token in tokenize.generate_tokens(io.StringIO("\n".join(self.rows)).readline):
                if token.type not in (tokenize.NEWLINE, tokenize.NL, tokenize.ENDMARKER):
                    self.closed.update(range(token.start[0], token.end[0]))
        except (tokenize.TokenError, SyntaxError) as error:
            raise _NotPossible("where its comments may stand cannot be told") from error

    def place(self, start: int, end: int) -> Place:
        return Place(self.source.path, self.source.span(start, end))

    def statement_row(self, row: int) -> int:
        """The first row of the innermost statement that a row belongs to."""
        best = row
        smallest = len(self.rows) + 1
        for node in ast.walk(_parsed("\n".join(self.rows))):
            if isinstance(node, ast.stmt) and node.end_lineno is not None:
                decorators = getattr(node, "decorator_list", ())
                first = min([node.lineno, *(decorator.lineno for decorator in decorators)])
                if first <= row <= node.end_lineno and node.end_lineno - first < smallest:
                    best, smallest = first, node.end_lineno - first
        return best


def _same_program(source: Source, data: bytes) -> bool:
    """Whether a file still says the same once comments were added to it."""
    after = replace(source, data=data, _text=None)
    return ast.dump(_parsed(source.text)) == ast.dump(_parsed(after.text))


def _parsed(text: str) -> ast.Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise _NotPossible("this Python cannot parse it, so no comment is added") from error
