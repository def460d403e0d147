"""`Deed`: what a run did, which reports say in their own words."""

from __future__ import annotations

from enum import Enum


class Deed(Enum):
    """What the run did with the fixes that it may apply."""

    NONE = "none"
    WRITTEN = "written"
    SHOWN = "shown"
    SILENCED = "silenced"
    SILENCED_SHOWN = "silenced, shown"
