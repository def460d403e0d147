"""The report for people: each finding with its source and what will be done, then what was counted and held back."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.text import Text

from dsmigrate.core.findings import Applicability, Edit, Finding, Fix
from dsmigrate.core.outcome import Outcome
from dsmigrate.core.problems import Problem
from dsmigrate.core.settings import Settings
from dsmigrate.core.source import Place, Source
from dsmigrate.reports.deeds import Deed
from dsmigrate.reports.excerpt import excerpt
from dsmigrate.reports.parts import EXCERPTS, SECONDARY, notes, prose, shown, shown_path
from dsmigrate.reports.redact import redact
from dsmigrate.reports.summary import COLOURS, summary
from dsmigrate.reports.terminal import PIPE_WIDTH, wrap_width
from dsmigrate.reports.values import Behind, explanation

# Related places that are listed by name where there are too many to show.
LISTED = 6


def render(outcome: Outcome, settings: Settings, console: Console, *, deed: Deed, base: Path) -> None:
    """Print the report. Paths are shown relative to `base` where they lie under it; with `Deed.SHOWN` the fixes
    themselves are somebody else's to show.
    """
    report = _Report(outcome, settings, console, deed, base)
    if console.is_terminal:
        for line in report.lines():
            console.print(line, soft_wrap=True)
    else:
        # Without styles and wrapping there is nothing to work out, which is most of the time that printing takes.
        console.file.writelines(f"{line.plain}\n" for line in report.lines())


def render_problems(outcome: Outcome, console: Console, *, base: Path) -> None:
    """Print only what could not be read, for reports that have no room for it."""
    for problem in outcome.problems:
        console.print(_problem(problem, base), soft_wrap=True)


class _Report:
    """One run's report; keeps the redacted sources, each of which is made once."""

    def __init__(
        self, outcome: Outcome, settings: Settings, console: Console, deed: Deed, base: Path
    ) -> None:
        self.outcome = outcome
        self.settings = settings
        self.deed = deed
        self.base = base
        self.links = console.is_terminal
        self.wrapped_at = wrap_width(console)
        self.width = self.wrapped_at or PIPE_WIDTH
        self.console = console
        self.behind = None if outcome.requests is None else Behind(outcome.requests)
        self._sources: dict[Path, Source | None] = {}

    def lines(self) -> Iterator[Text]:
        fixed_with = {id(each): group for group in grouped(self.outcome.findings) for each in group}
        for call, findings in by_call(self.outcome.findings, self.outcome.calls):
            if call is not None:
                head = Text.assemble(
                    (f"{len(findings)} findings about the call at {self._where(call)}", "bold")
                )
                yield from self._wrapped(head.append(", the cause first:"), 4)
            for finding in findings:
                yield from self._finding(finding, fixed_with[id(finding)])
                yield Text()
        if self.deed is Deed.WRITTEN:
            yield from self._fixed()
        yield from self._problems()
        for line in summary(self.outcome, self.settings, self.deed, self.base):
            yield from self._wrapped(line, 4)

    def _finding(self, finding: Finding, group: Sequence[Finding]) -> Iterator[Text]:
        colour = COLOURS[finding.severity]
        link = f" link {finding.url}" if self.links and finding.url else ""
        head = Text.assemble((f"{finding.severity.word}[", colour))
        head.append(finding.code, style=f"{colour}{link}").append("]", style=colour)
        head.append(f" {finding.name}", style="bold").append(": ").append(prose(finding.message))
        yield from self._wrapped(head, 4)
        places = [(finding.place, ""), *((related.place, related.message) for related in finding.related)]
        rows = [self._row(place) for place, _ in places[: EXCERPTS + 1]]
        gutter = len(str(max(rows)))
        yield from self._excerpts(finding, gutter, colour)
        for label, note, style in notes(
            finding, group, self._where, lambda path: shown_path(path, self.base)
        ):
            text = Text.assemble((f"{'':{gutter}} = ", SECONDARY))
            text.append(f"{label}: ", style=style).append(prose(note))
            yield from self._wrapped(text, gutter + 3)
        if self.behind is not None:
            yield from self._values(finding, gutter, self.behind)

    def _values(self, finding: Finding, gutter: int, behind: Behind) -> Iterator[Text]:
        head = Text.assemble((f"{'':{gutter}} = ", SECONDARY)).append("values: ", style="bold")
        for number, (depth, line) in enumerate(explanation(finding, behind, self._where)):
            text = head if number == 0 else Text(" " * (gutter + 3 + 2 * depth))
            yield from self._wrapped(text.append(prose(line)), gutter + 5 + 2 * depth)

    def _excerpts(self, finding: Finding, gutter: int, colour: str) -> Iterator[Text]:
        marks, starts, rest = shown(finding, colour)
        bar = Text(f"{'':{gutter}} |", style=SECONDARY)
        for path, here in marks.items():
            arrow = "-->" if path == finding.place.path else ":::"
            yield Text.assemble((f"{'':{gutter}}{arrow} ", SECONDARY), self._where(starts[path]))
            source = self._source(path)
            if source is not None:
                yield bar
                yield from excerpt(source, here, self.width, gutter)
        yield bar
        if rest:
            listed = ", ".join(self._where(related.place) for related in rest[:LISTED])
            more = f" and {len(rest) - LISTED} more" if len(rest) > LISTED else ""
            text = (
                Text.assemble((f"{'':{gutter}} = ", SECONDARY))
                .append("also: ", style="bold")
                .append(f"{listed}{more}")
            )
            yield from self._wrapped(text, gutter + 3)

    def _fixed(self) -> Iterator[Text]:
        """What was written, one line a fix, with the findings that it took care of."""
        for group in grouped(self.outcome.fixed):
            first = group[0]
            codes = ", ".join(sorted({finding.code for finding in group}))
            text = Text.assemble(("fixed ", "bold green")).append(self._where(first.place, old=True))
            text.append(f" {codes} ", style="bold").append(
                prose(first.fix.message if first.fix else first.message)
            )
            yield from self._wrapped(text, 4)
        if self.outcome.fixed:
            yield Text()

    def _problems(self) -> Iterator[Text]:
        for problem in self.outcome.problems:
            yield from self._wrapped(_problem(problem, self.base), 4)
        if self.outcome.problems:
            yield Text()

    def _source(self, path: Path, old: bool = False) -> Source | None:
        if path not in self._sources:
            source = self.outcome.sources.get(path)
            self._sources[path] = None if source is None else replace(source, _text=redact(source.text))
        if old:
            return self.outcome.old_sources.get(path)
        return self._sources[path]

    def _row(self, place: Place) -> int:
        source = self._source(place.path)
        return 1 if source is None else source.position(place.span.end).row

    def _where(self, place: Place, old: bool = False) -> str:
        source = self._source(place.path, old)
        path = shown_path(place.path, self.base)
        if source is None:
            return path
        position = source.position(place.span.start)
        cell = f"cell {place.cell}:" if place.cell else ""
        return f"{path}:{cell}{position.row}:{position.column}"

    def _wrapped(self, text: Text, indent: int) -> Iterator[Text]:
        if self.wrapped_at is None or text.cell_len <= self.wrapped_at:
            yield text
            return
        for index, line in enumerate(text.wrap(self.console, self.wrapped_at - indent)):
            line.rstrip()
            yield Text(" " * indent).append_text(line) if index else line


def grouped(findings: Iterable[Finding]) -> list[list[Finding]]:
    """`findings` with those that share one fix put together, at the place of the first of them.

    They come in the order of their codes, which is that of cause and effect: a retired name comes before the mode that a
    new one has, and that before what the mode ignores.
    """
    groups: dict[object, list[Finding]] = {}
    for number, finding in enumerate(findings):
        groups.setdefault(_shared(finding.fix) or number, []).append(finding)
    return [sorted(group, key=lambda each: each.code) for group in groups.values()]


def by_call(findings: Iterable[Finding], calls: Container[Place]) -> list[tuple[Place | None, list[Finding]]]:
    """`findings` with those put together that share a fix, or are about one and the same call, at the first one's place.

    Several about one call come with that call, and in the order of `grouped`.
    """
    found: dict[Place | int, list[Finding]] = {}
    for number, group in enumerate(grouped(findings)):
        about = {place for finding in group for place in _places(finding) if place in calls}
        found.setdefault(about.pop() if len(about) == 1 else number, []).extend(group)
    return [
        (
            key if isinstance(key, Place) and len(group) > 1 else None,
            sorted(group, key=lambda each: each.code),
        )
        for key, group in found.items()
    ]


def _places(finding: Finding) -> Iterator[Place]:
    yield finding.place
    yield from (related.place for related in finding.related)


def _shared(fix: Fix | None) -> tuple[Applicability, tuple[Edit, ...]] | None:
    return (fix.applicability, fix.edits) if fix is not None and fix.edits else None


def _problem(problem: Problem, base: Path) -> Text:
    style = "bold red" if problem.fatal else "bold yellow"
    text = Text.assemble(("skipped: " if problem.fatal else "note: ", style))
    return text.append(f"{shown_path(problem.path, base)}: {prose(problem.reason)}")
