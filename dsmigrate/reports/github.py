"""GitHub's annotations: workflow commands that show each finding in the changed files of a pull request."""

from __future__ import annotations

from typing import TextIO

from dsmigrate.core.findings import Severity
from dsmigrate.core.fingerprints import relative_path
from dsmigrate.core.outcome import Outcome
from dsmigrate.reports.redact import redact
from dsmigrate.reports.where import region_of, repository_of

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(outcome: Outcome, stream: TextIO) -> None:
    """Write a command for each finding that remains, and for each file that could not be read."""
    base = repository_of(outcome.root)
    for finding in outcome.findings:
        at = region_of(finding.place, outcome.sources, base)
        properties: dict[str, str | int] = {
            "title": f"{finding.code} {finding.name}",
            "file": at.path,
            "line": at.row,
            "col": at.column,
            "endLine": at.end_row,
            "endColumn": at.end_column,
        }
        if at.end_row != at.row:
            # Columns are taken only where both are in one row.
            del properties["col"], properties["endColumn"]
        stream.write(
            _command(
                _COMMANDS[finding.severity], properties, f"{at.path}:{at.row}:{at.column}: {finding.message}"
            )
        )
    stream.writelines(
        _command(
            "error" if problem.fatal else "notice",
            {"file": relative_path(problem.path, base)},
            problem.reason,
        )
        for problem in outcome.problems
    )


def _command(name: str, properties: dict[str, str | int], message: str) -> str:
    said = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in properties.items())
    return f"::{name} {said}::{_escaped(redact(message))}\n"


def _escaped(text: str, more: str = "") -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text
