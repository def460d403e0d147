"""The JSON lines report: each finding as the JSON report has it, in a line of its own."""

from __future__ import annotations

import json
from typing import TextIO

from dsmigrate.core.outcome import Outcome
from dsmigrate.reports.json_report import findings


def render(outcome: Outcome, stream: TextIO) -> None:
    """Write the findings that remain, one ASCII-only JSON object to a line."""
    stream.writelines(json.dumps(finding) + "\n" for finding in findings(outcome))
