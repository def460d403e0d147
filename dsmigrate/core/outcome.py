"""`Outcome`: everything that a run found out, ready to be reported."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from dsmigrate.core.baselines import BaselineEntry
from dsmigrate.core.findings import Confidence, Finding, Severity
from dsmigrate.core.leftovers import Leftover
from dsmigrate.core.problems import Problem
from dsmigrate.core.sightings import Request
from dsmigrate.core.source import Place, Source


class Change(NamedTuple):
    """A file before and after; for a file that was to be left alone there is no change."""

    path: Path
    before: bytes
    after: bytes


@dataclass(frozen=True)
class Outcome:
    """The result of a run.

    `findings` are those that remain (for `fix`: after fixing), in path and position order, already cut to what
    the options ask for; `hidden` counts those below `--min-confidence`, and `known` those in the baseline. With a
    baseline, `entries` are all findings as they would stand in it, and `gone` those of its own that were not found. `fixed` are those that were fixed, or
    with `--diff` would be. `changes` are the files that were written, or with `--diff` would be. `sources` holds
    the file behind every place in `findings` as it now stands, and `old_sources` behind those in `fixed`.
    `calls` are the places of what is called to make a request; `requests` are those that were sighted, where the settings
    ask for them. `leftovers` is what a fix
    leaves for a person, and `undo` the file with the patch that takes back what git could not. `stages` is the time of each stage in seconds.
    """

    root: Path
    findings: tuple[Finding, ...] = ()
    fixed: tuple[Finding, ...] = ()
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    sources: dict[Path, Source] = field(default_factory=dict)
    old_sources: dict[Path, Source] = field(default_factory=dict)
    files: int = 0
    candidates: int = 0
    hidden: int = 0
    known: int = 0
    entries: tuple[BaselineEntry, ...] = ()
    gone: tuple[BaselineEntry, ...] = ()
    calls: frozenset[Place] = frozenset()
    requests: tuple[Request, ...] | None = None
    leftovers: tuple[Leftover, ...] = ()
    undo: Path | None = None
    stages: dict[str, float] = field(default_factory=dict)

    @property
    def incomplete(self) -> bool:
        """Whether something that matters could not be read, parsed or written."""
        return any(problem.fatal for problem in self.problems)

    def failing(self, bar: Severity) -> bool:
        """Whether a finding at or above `bar` remains; low confidence never counts."""
        return any(f.severity >= bar and f.confidence > Confidence.LOW for f in self.findings)
