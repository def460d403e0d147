"""The baseline: a file with the findings of a day, which later runs leave out and alone."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from dsmigrate.core.baselines import BaselineEntry
from dsmigrate.core.findings import Finding, Verdict
from dsmigrate.core.fingerprints import fingerprints, relative_path
from dsmigrate.core.problems import Problem
from dsmigrate.core.settings import Settings
from dsmigrate.core.source import Place, Source

VERSION = 1
# So many findings that are gone are named.
NAMED = 5


class BaselineError(Exception):
    """A baseline that cannot be read or written; the message says what to do."""


@dataclass(frozen=True)
class Baseline:
    """The entries of the file at `path`; none where there is no such file yet."""

    path: Path
    entries: frozenset[BaselineEntry]

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """The baseline in a file. Raises BaselineError where it is not one."""
        try:
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return cls(path, frozenset())
        except (OSError, UnicodeDecodeError) as error:
            raise BaselineError(f"{path}: the baseline cannot be read: {error}") from error
        try:
            held = json.loads(text)
            version = held["version"]
            entries = frozenset(
                BaselineEntry(str(entry["path"]), str(entry["rule"]), str(entry["fingerprint"]))
                for entry in held["findings"]
            )
        except (ValueError, KeyError, TypeError) as error:
            raise BaselineError(
                f"{path}: this is no baseline of dsmigrate; delete it and record one with `dsmigrate baseline`"
            ) from error
        if version != VERSION:
            raise BaselineError(
                f"{path}: it is a baseline of another version of dsmigrate; delete it and record one anew"
            )
        return cls(path, entries)

    def write(self, entries: Iterable[BaselineEntry]) -> None:
        """Puts other entries into the file, all of them or none. Raises BaselineError where it cannot be written."""
        rows = [entry._asdict() for entry in sorted(entries)]
        text = json.dumps({"version": VERSION, "findings": rows}, indent=1) + "\n"
        beside = self.path.with_name(f"{self.path.name}.{os.getpid()}.tmp")
        try:
            beside.write_text(text, encoding="utf-8", newline="\n")
            os.replace(beside, self.path)
        except OSError as error:
            beside.unlink(missing_ok=True)
            raise BaselineError(f"{self.path}: the baseline cannot be written: {error.strerror}") from error

    def entries_of(
        self, found: Iterable[Verdict | Finding], sources: Mapping[Path, Source]
    ) -> list[BaselineEntry]:
        """What findings would be in the baseline as, in their order."""
        found = list(found)
        base = self.path.parent
        marks = fingerprints(found, sources, base)
        return [
            BaselineEntry(relative_path(each.place.path, base), each.code, mark)
            for each, mark in zip(found, marks, strict=True)
        ]

    def gone(
        self, current: Iterable[BaselineEntry], asked: Iterable[Path], codes: frozenset[str]
    ) -> list[BaselineEntry]:
        """The entries that a run over the files `asked`, for the rules `codes`, should have found and has not."""
        base = self.path.parent
        seen = {relative_path(path, base) for path in asked}
        return sorted(
            entry
            for entry in self.entries.difference(current)
            if entry.rule in codes and (entry.path in seen or not (base / entry.path).exists())
        )

    def stale(self, gone: list[BaselineEntry]) -> list[Problem]:
        """Says that findings are gone, so that they can be taken out."""
        if not gone:
            return []
        named = ", ".join(f"{entry.rule} in {entry.path}" for entry in gone[:NAMED])
        more = f" and {len(gone) - NAMED} more" if len(gone) > NAMED else ""
        many = "a finding in it is" if len(gone) == 1 else f"{len(gone)} findings in it are"
        reason = f"{many} gone: {named}{more}; `dsmigrate baseline` takes out what is"
        return [Problem(self.path, reason, fatal=False)]


class Recognised:
    """Which verdicts of a run are in the baseline: told at the first look, and by where they stood then from there on."""

    def __init__(self, baseline: Baseline) -> None:
        self.baseline = baseline
        self.entries: list[BaselineEntry] = []
        self._known: set[tuple[str, Place]] = set()

    def look_at(self, verdicts: Iterable[Verdict], sources: Mapping[Path, Source]) -> None:
        """Compares verdicts on files as they were before the run changed anything."""
        ordered = sorted(verdicts, key=lambda verdict: (verdict.place.path, verdict.place.span, verdict.code))
        entries = self.baseline.entries_of(ordered, sources)
        self.entries += entries
        for verdict, entry in zip(ordered, entries, strict=True):
            if entry in self.baseline.entries:
                self._known.add((verdict.code, verdict.place))

    def reason(self, code: str, original: Place) -> str:
        """Why a verdict is not reported, by where it stood before the run changed anything; empty where it is."""
        known = (code, original) in self._known
        return f"{code} in {original.path.name} is in the baseline" if known else ""


class Recorded(NamedTuple):
    """What came of recording a baseline: the number of findings in it now, and of those added, gone and left out."""

    held: int
    added: int
    gone: int
    new: int
    problems: tuple[Problem, ...]


def update(settings: Settings, path: Path, *, add_new: bool) -> Recorded:
    """Records the findings of a run in the baseline at `path`.

    What is gone is taken out. What is new is added to a baseline that did not exist, and to another with `add_new`.
    Raises BaselineError.
    """
    from dsmigrate.engine.run import check  # which needs this module itself

    is_first = not path.exists()
    before = Baseline.read(path)
    outcome = check(replace(settings, baseline=path))
    new = [entry for entry in outcome.entries if entry not in before.entries]
    added = new if is_first or add_new else []
    after = before.entries.difference(outcome.gone).union(added)
    before.write(after)
    unread = tuple(problem for problem in outcome.problems if problem.fatal)
    return Recorded(len(after), len(added), len(outcome.gone), len(new) - len(added), unread)
