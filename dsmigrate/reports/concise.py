"""The concise report: one line for each finding, as editors and `grep` read it, and the summary."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.text import Text

from dsmigrate.core.findings import Applicability, Finding
from dsmigrate.core.outcome import Outcome
from dsmigrate.core.settings import Settings
from dsmigrate.reports.deeds import Deed
from dsmigrate.reports.excerpt import visible
from dsmigrate.reports.parts import shown_path
from dsmigrate.reports.redact import redact
from dsmigrate.reports.summary import COLOURS, summary
from dsmigrate.reports.text import render_problems

# As in ruff: what `fix` does, and what it does only when it is told to.
_MARKS = {Applicability.SAFE: "[*] ", Applicability.UNSAFE: "[unsafe] "}


def render(outcome: Outcome, settings: Settings, console: Console, *, deed: Deed, base: Path) -> None:
    """Print the report, with paths relative to `base` where they lie under it."""
    for finding in outcome.findings:
        console.print(_line(finding, outcome, base), soft_wrap=True)
    render_problems(outcome, console, base=base)
    for line in summary(outcome, settings, deed, base):
        console.print(line, soft_wrap=True)


def _line(finding: Finding, outcome: Outcome, base: Path) -> Text:
    start = outcome.sources[finding.place.path].position(finding.place.span.start)
    text = Text(f"{shown_path(finding.place.path, base)}:{start.row}:{start.column}: ")
    text.append(f"{finding.severity.word}[{finding.code}]", style=COLOURS[finding.severity]).append(" ")
    text.append(_MARKS.get(finding.fix.applicability, "") if finding.fix else "", style="bold")
    return text.append(visible(redact(" ".join(finding.message.split("\n")))))
