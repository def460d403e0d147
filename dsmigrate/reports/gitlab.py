"""GitLab's code quality report: a JSON list whose fingerprints tell what is new in a merge request."""

from __future__ import annotations

import json
from typing import TextIO

from dsmigrate.core.findings import Severity
from dsmigrate.core.fingerprints import fingerprints
from dsmigrate.core.outcome import Outcome
from dsmigrate.reports.redact import redact
from dsmigrate.reports.where import region_of, repository_of

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(outcome: Outcome, stream: TextIO) -> None:
    """Write the findings that remain, as one ASCII-only JSON document."""
    base = repository_of(outcome.root)
    marks = fingerprints(outcome.findings, outcome.sources, base)
    report = []
    for finding, mark in zip(outcome.findings, marks, strict=True):
        at = region_of(finding.place, outcome.sources, base)
        report.append(
            {
                "description": f"{finding.code} {finding.name}: {redact(finding.message)}",
                "check_name": finding.code,
                "fingerprint": mark,
                "severity": _SEVERITIES[finding.severity],
                "location": {"path": at.path, "lines": {"begin": at.row, "end": at.end_row}},
            }
        )
    json.dump(report, stream, indent=2)
    stream.write("\n")
