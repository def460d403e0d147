"""The end of the text report: what was counted and fixed, what was held back and how to get it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from rich.text import Text

from dsmigrate.core.findings import Applicability, Confidence, Finding, Severity
from dsmigrate.core.outcome import Outcome
from dsmigrate.core.settings import Settings
from dsmigrate.reports.afterwards import left_for_you, what_next
from dsmigrate.reports.all_clear import all_clear, count
from dsmigrate.reports.deeds import Deed

COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}


_VERBS = {
    Deed.NONE: "Would fix",
    Deed.WRITTEN: "Fixed",
    Deed.SHOWN: "Would fix",
    Deed.SILENCED: "Silenced",
    Deed.SILENCED_SHOWN: "Would silence",
}


def summary(outcome: Outcome, settings: Settings, deed: Deed, base: Path | None = None) -> Iterator[Text]:
    """The lines of the summary, the most important first; paths are relative to `base`, else to the project."""
    findings = outcome.findings
    if outcome.fixed:
        verb = _VERBS[deed]
        where = count(len(outcome.changes), "file")
        yield Text(f"{verb} {count(len(outcome.fixed), 'finding')} in {where}.", style="bold green")
    if findings:
        yield _counts(findings, left=bool(outcome.fixed))
        yield from map(_hint, _held_back(findings, settings, deed))
    elif not outcome.fixed:
        yield _nothing_found(outcome)
    base = base or outcome.root
    yield from map(_hint, left_for_you(outcome, base))
    if outcome.hidden:
        level = "low" if settings.min_confidence is Confidence.MEDIUM else "low or medium"
        yield _hint(f"{outcome.hidden} more of {level} confidence: --min-confidence low shows them")
    if outcome.known:
        yield _hint(
            f"{count(outcome.known, 'finding')} of the baseline left out, and alone: --no-baseline shows all"
        )
    unread = sum(problem.fatal for problem in outcome.problems)
    if unread:
        text = f"{count(unread, 'path')} could not be read, parsed or written, and may hold more."
        yield Text(text, style="bold red")
    if findings or outcome.fixed:
        yield from map(_hint, target_note(settings))
    yield from map(_hint, age_note(settings))
    if outcome.changes and deed is Deed.WRITTEN:
        yield from map(_hint, what_next(outcome, base))


def target_note(settings: Settings) -> list[str]:
    """What there is to know about a target that DeepSeek accepts as an alias; nothing about a current one."""
    from dsmigrate.catalog.load import catalog
    from dsmigrate.catalog.models import Status

    models = catalog().models
    model = models.get(settings.targets.model)
    if model is None or model.status is not Status.ACCEPTED or model.successor is None:
        return []
    successor = models.get(model.successor)
    since = f" since {successor.since}" if successor else ""
    alias = f"{model.id} is DeepSeek's accepted alias of {model.successor}{since}"
    return [f"{alias}; --target {model.successor} writes that name"]


def age_note(settings: Settings) -> list[str]:
    """A line where what is known of the service was last looked at more than a year ago; nothing else."""
    from dsmigrate.catalog.load import catalog

    looked_at = catalog().looked_at
    if (settings.as_of or date.today()) - looked_at <= timedelta(days=365):
        return []
    return [
        f"what is known here of DeepSeek's models is more than a year old, of {looked_at}: a newer dsmigrate may know more"
    ]


def _nothing_found(outcome: Outcome) -> Text:
    if outcome.incomplete:
        return Text("No findings in what could be read.", style="bold")
    if outcome.known:
        return Text("No new findings.", style="bold green")
    return Text(all_clear(outcome.files, outcome.candidates), style="bold green")


def _counts(findings: Sequence[Finding], left: bool) -> Text:
    severities = Counter(finding.severity for finding in findings)
    files = count(len({finding.place.path for finding in findings}), "file")
    text = Text.assemble((count(len(findings), "finding"), "bold"))
    text.append(f"{' left' if left else ''} in {files}: ")
    for number, severity in enumerate(sorted(severities, reverse=True)):
        how_many = severities[severity]
        words = f"{how_many} info" if severity is Severity.INFO else count(how_many, severity.word)
        text.append(", " if number else "").append(words, style=COLOURS[severity])
    return text.append(".")


def _held_back(findings: Sequence[Finding], settings: Settings, deed: Deed) -> Iterator[str]:
    kinds = Counter(finding.fix.applicability if finding.fix else None for finding in findings)
    unsafe = kinds[Applicability.UNSAFE]
    fixable = kinds[Applicability.SAFE] + (unsafe if settings.unsafe_fixes else 0)
    if fixable and deed is Deed.NONE:
        command = "dsmigrate fix --unsafe-fixes" if settings.unsafe_fixes else "dsmigrate fix"
        yield f"{fixable} can be fixed: {command} does it"
    if unsafe and not settings.unsafe_fixes:
        yield f"{unsafe} held back, as the fix is not safe: --unsafe-fixes applies it all the same"
    by_hand = kinds[Applicability.DISPLAY] + kinds[None]
    if by_hand:
        yield f"{by_hand} to be settled by hand: dsmigrate rule CODE says how"


def _hint(text: str) -> Text:
    return Text(f"  {text}.")
