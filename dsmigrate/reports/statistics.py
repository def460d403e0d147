"""The statistics of a run: what was found by rule, client library, model and folder, and what can be done about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from rich.console import Console
from rich.text import Text

from dsmigrate.core.findings import Applicability, Finding
from dsmigrate.core.outcome import Outcome
from dsmigrate.core.settings import Settings
from dsmigrate.core.sightings import Request
from dsmigrate.core.values import Constant
from dsmigrate.reports.summary import Deed, summary
from dsmigrate.reports.text import render_problems, shown_path
from dsmigrate.reports.values import concerns

NO_REQUEST, UNKNOWN_MODEL = "(no request)", "(not known)"
_COLUMNS = ("found", "safe", "unsafe", "by hand")
Keys = Callable[[Finding], Iterable[str]]


def render(outcome: Outcome, settings: Settings, console: Console, *, deed: Deed, base: Path) -> None:
    """Print a table for each way to group the findings, then what could not be read and the summary."""
    requests = outcome.requests or ()
    behind = {id(f): [r for r in requests if concerns(r, f)] for f in outcome.findings}
    groups: dict[str, Keys] = {
        "rule": lambda finding: [f"{finding.code} {finding.name}"],
        "client library": lambda finding: _libraries(behind[id(finding)]),
        "model": lambda finding: _models(behind[id(finding)]),
        "folder": lambda finding: [shown_path(finding.place.path.parent, base)],
    }
    for title, keys in groups.items() if outcome.findings else ():
        for line in _table(title, outcome.findings, keys):
            console.print(line, soft_wrap=True)
        console.print()
    render_problems(outcome, console, base=base)
    for line in summary(outcome, settings, deed):
        console.print(line, soft_wrap=True)


def _libraries(requests: Iterable[Request]) -> list[str]:
    return sorted({request.library for request in requests}) or [NO_REQUEST]


def _models(requests: Iterable[Request]) -> list[str]:
    """The names that some requests are made with."""
    values = [variant.model for request in requests for variant in request.variants]
    if not values:
        return [NO_REQUEST]
    return sorted({str(value.data) if isinstance(value, Constant) else UNKNOWN_MODEL for value in values})


def _table(title: str, findings: Iterable[Finding], keys: Keys) -> Iterator[Text]:
    """The rows, the most frequent first; a finding counts in each group that it belongs to."""
    counts: dict[str, Counter[str]] = {}
    for finding in findings:
        for key in keys(finding):
            counts.setdefault(key, Counter()).update(["found", _remedy(finding)])
    rows = sorted(counts.items(), key=lambda row: (-row[1]["found"], row[0]))
    width = max(len(title), *(len(key) for key in counts))
    yield Text(f"{title:{width}}" + "".join(f"  {column:>7}" for column in _COLUMNS), style="bold")
    for key, counted in rows:
        yield Text(f"{key:{width}}" + "".join(f"  {counted[column]:>7}" for column in _COLUMNS))


def _remedy(finding: Finding) -> str:
    match finding.fix.applicability if finding.fix is not None else None:
        case Applicability.SAFE:
            return "safe"
        case Applicability.UNSAFE:
            return "unsafe"
        case _:
            return "by hand"
