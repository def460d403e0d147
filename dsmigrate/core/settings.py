"""What a run was asked to do, after the command line has been read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dsmigrate.core.findings import Confidence, Severity


@dataclass(frozen=True, slots=True)
class Targets:
    """The model IDs that retired ones become. `reasoner` is for those that stood for thinking mode."""

    model: str
    reasoner: str

    def for_mode(self, thinking: str) -> str:
        """The target for a model that stood for `enabled` or `disabled` thinking."""
        return self.reasoner if thinking == "enabled" else self.model


@dataclass(frozen=True, slots=True)
class Settings:
    """Options of `check` and `fix`.

    `select` and `ignore` hold rule codes or prefixes (`DS2`); an empty `select` means the rules that are on by
    default. `exclude` holds gitignore patterns that are added to the built-in ones.
    """

    paths: tuple[Path, ...]
    targets: Targets
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    min_confidence: Confidence = Confidence.MEDIUM
    fail_on: Severity = Severity.WARNING
    unsafe_fixes: bool = False
