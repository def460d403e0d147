"""What a run was asked to do, after the command line has been read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from dsmigrate.core.findings import Confidence, Severity


class Targets(NamedTuple):
    """The model IDs that retired ones become. `reasoner` is for those that stood for thinking mode."""

    model: str
    reasoner: str

    def for_mode(self, thinking: str) -> str:
        """The target for a model that stood for `enabled` or `disabled` thinking."""
        return self.reasoner if thinking == "enabled" else self.model


@dataclass(frozen=True, slots=True)
class Settings:
    """Options of `check` and `fix`.

    `select`, `extend_select` and `ignore` hold rule codes or prefixes (`DS2`); an empty `select` means the rules that
    are on by default. `exclude` holds gitignore patterns, relative to `anchor` (None: the project's root), that are
    added to the built-in ones, or replace them where `usual_exclusions` is false. `per_file_ignores` has the codes or
    prefixes by such a pattern, `severities` the severity by code or prefix, `clients` what the project declares of
    its own clients, and `baseline` the file with findings that are known. With `explain_values` the report says of each
    finding where the values behind it were written; with `keep_requests` the requests are there for a report that counts
    client libraries. `as_of` is the day to judge as of; None for today.
    """

    paths: tuple[Path, ...]
    targets: Targets
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    severities: tuple[tuple[str, Severity], ...] = ()
    exclude: tuple[str, ...] = ()
    usual_exclusions: bool = True
    anchor: Path | None = None
    force_exclude: bool = False
    min_confidence: Confidence = Confidence.MEDIUM
    fail_on: Severity = Severity.WARNING
    unsafe_fixes: bool = False
    explain_values: bool = False
    keep_requests: bool = False
    clients: Mapping[str, Any] | None = None
    baseline: Path | None = None
    as_of: date | None = None
