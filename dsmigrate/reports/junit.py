"""JUnit's XML, for servers that show it: a suite for each file, a failed test for each finding."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from dsmigrate.core.findings import Finding
from dsmigrate.core.fingerprints import relative_path
from dsmigrate.core.outcome import Outcome
from dsmigrate.core.problems import Problem
from dsmigrate.reports.redact import redact
from dsmigrate.reports.where import region_of, repository_of

# What XML 1.0 cannot hold, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(outcome: Outcome, stream: TextIO) -> None:
    """Write the findings that remain; what could not be read is an error, and a run without either one passed test."""
    base = repository_of(outcome.root)
    cases: dict[Path, list[str]] = {}
    for finding in outcome.findings:
        cases.setdefault(finding.place.path, []).append(_failure(finding, outcome, base))
    problems = [problem for problem in outcome.problems if problem.fatal]
    for problem in problems:
        cases.setdefault(problem.path, []).append(_error(problem))
    total, failures = len(outcome.findings) + len(problems), len(outcome.findings)
    stream.write('<?xml version="1.0" encoding="utf-8"?>\n')
    stream.write(
        f'<testsuites name="dsmigrate" tests="{max(total, 1)}" failures="{failures}" errors="{len(problems)}">\n'
    )
    for path, found in sorted(cases.items()):
        errors = sum(problem.path == path for problem in problems)
        name = _attribute(relative_path(path, base))
        counts = f'tests="{len(found)}" failures="{len(found) - errors}" errors="{errors}"'
        stream.write(
            f'  <testsuite name={name} package="dsmigrate" {counts}>\n{"".join(found)}  </testsuite>\n'
        )
    if not cases:
        stream.write(
            '  <testsuite name="dsmigrate" package="dsmigrate" tests="1" failures="0" errors="0">\n'
            '    <testcase name="No findings" classname="dsmigrate"/>\n  </testsuite>\n'
        )
    stream.write("</testsuites>\n")


def _failure(finding: Finding, outcome: Outcome, base: Path) -> str:
    at = region_of(finding.place, outcome.sources, base)
    name = _attribute(f"{finding.code} {finding.name} in row {at.row}")
    message = redact(finding.message)
    text = f"{at.path}:{at.row}:{at.column}: {finding.severity.word}[{finding.code}] {message}"
    return (
        f'    <testcase name={name} classname={_attribute(at.path)} file={_attribute(at.path)} line="{at.row}">\n'
        f'      <failure type="{finding.severity.word}" message={_attribute(message)}>{_text(text)}</failure>\n'
        "    </testcase>\n"
    )


def _error(problem: Problem) -> str:
    reason = redact(problem.reason)
    return (
        f'    <testcase name="read" classname={_attribute(str(problem.path))}>\n'
        f'      <error type="unread" message={_attribute(reason)}/>\n'
        "    </testcase>\n"
    )


def _attribute(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\ufffd", text), {"\n": " ", "\r": " ", "\t": " "})


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", text))
