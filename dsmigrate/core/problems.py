"""`Problem`: something that could not be read, parsed or written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


# A named tuple and a module of its own: every run imports it, also one that finds nothing to do.
class Problem(NamedTuple):
    """Something that could not be read, parsed or written: the file, the reason, and what to do about it.

    `fatal` problems make the run's exit code 3 where nothing worse happened.
    """

    path: Path
    reason: str
    fatal: bool = True
