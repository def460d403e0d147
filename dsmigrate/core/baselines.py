"""What a baseline holds: the findings that were there when it was recorded."""

from __future__ import annotations

from typing import NamedTuple

# Where a baseline is looked for, beside the project's settings, when none is named.
BASELINE_NAME = ".dsmigrate-baseline.json"


class BaselineEntry(NamedTuple):
    """A finding as it is recognised again: its rule, its file's path from the baseline's folder, and a hash of its code."""

    path: str
    rule: str
    fingerprint: str
