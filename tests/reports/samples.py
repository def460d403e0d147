"""Outcomes made by hand, from real sources, for the tests of reports and of the command line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dsmigrate.core.findings import Applicability, Confidence, Edit, Finding, Fix, Related, Severity
from dsmigrate.core.outcome import Outcome
from dsmigrate.core.settings import Settings, Targets
from dsmigrate.core.source import Place, Source

ROOT = Path("/srv/shop")
TARGETS = Targets("deepseek-v4-flash", "deepseek-v4-flash")


def settings(**changes: Any) -> Settings:
    return Settings((ROOT,), **{"targets": TARGETS, **changes})


def source(name: str, text: str, encoding: str = "utf-8", bom: bytes = b"") -> Source:
    return Source(ROOT / name, bom + text.encode(encoding), encoding, bom)


def place(of: Source, text: str, occurrence: int = 0) -> Place:
    """Where `text` stands in a source; an occurrence counts from 0."""
    index = -1
    for _ in range(occurrence + 1):
        index = of.text.index(text, index + 1)
    return Place(of.path, of.span(index, index + len(text)))


def fix(
    *edits: tuple[Place, str],
    message: str = "write the new name",
    applicability: Applicability = Applicability.SAFE,
    reasons: tuple[str, ...] = (),
) -> Fix:
    return Fix(applicability, message, tuple(Edit(where, text) for where, text in edits), reasons=reasons)


def finding(
    where: Place,
    *,
    code: str = "DS101",
    name: str = "retired-model-id",
    severity: Severity = Severity.ERROR,
    confidence: Confidence = Confidence.HIGH,
    message: str = "`deepseek-chat` is retired",
    related: Sequence[tuple[Place, str]] = (),
    fix: Fix | None = None,
    not_fixed: str | None = None,
) -> Finding:
    return Finding(
        code,
        name,
        severity,
        confidence,
        message,
        where,
        f"https://example.org/rules/{code}",
        tuple(Related(other, text) for other, text in related),
        fix,
        not_fixed,
    )


def outcome(*findings: Finding, sources: Sequence[Source] = (), **rest: Any) -> Outcome:
    rest.setdefault("files", 12)
    rest.setdefault("candidates", max(len(sources), 1))
    by_path = {one.path: one for one in sources}
    return Outcome(ROOT, tuple(findings), sources=by_path, old_sources=by_path, **rest)
