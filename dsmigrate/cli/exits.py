"""The exit codes, and which of them a run ends with."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dsmigrate.core.outcome import Outcome
    from dsmigrate.core.settings import Settings


class Exit(IntEnum):
    """What each code of the process says."""

    CLEAN = 0
    FINDINGS = 1
    ERROR = 2
    UNREAD = 3
    # What a shell shows for a process that Ctrl-C ended.
    INTERRUPTED = 130


def exit_of(outcome: Outcome, settings: Settings, *, pending: bool, exit_zero: bool) -> Exit:
    """The code for a finished run. `pending` is true where fixes were shown and none was written."""
    if not exit_zero and (pending or outcome.failing(settings.fail_on)):
        return Exit.FINDINGS
    return Exit.UNREAD if outcome.incomplete else Exit.CLEAN
