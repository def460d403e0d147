"""`Finding`, `Fix` and `Edit`: what a check says, what would be written, and how sure that is."""

from __future__ import annotations

from enum import Enum, IntEnum
from pathlib import Path
from typing import NamedTuple

from dsmigrate.core.intents import Intent
from dsmigrate.core.records import value_object
from dsmigrate.core.source import Place


class Severity(IntEnum):
    """How bad it is if true."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        return self.name.lower()


class Confidence(IntEnum):
    """How sure the check is that it is true."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3

    @property
    def word(self) -> str:
        return self.name.lower()


class Applicability(str, Enum):
    """`safe` is applied by `fix`; `unsafe` with --unsafe-fixes; `display` is shown and never applied."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    DISPLAY = "display"


class Edit(NamedTuple):
    """A byte span of a file and the text that replaces it."""

    place: Place
    content: str


@value_object
class Fix:
    """Edits, perhaps in several files, that are made all together or not at all.

    `claims` names what the fix decides (a request's thinking mode, say): two fixes that share a claim are never
    applied in one round. `reasons` says why it is not safe; empty for a safe one.
    """

    applicability: Applicability
    message: str
    edits: tuple[Edit, ...]
    claims: frozenset[str] = frozenset()
    reasons: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files it touches, in order."""
        return tuple(sorted({edit.place.path for edit in self.edits}))


class Related(NamedTuple):
    """Another place that belongs to a finding, and what it is."""

    place: Place
    message: str


@value_object
class Verdict:
    """What a check yields: a finding that has not been planned yet, and what it wants done about it.

    `intents` are carried out all together or not at all. `unsafe` and `display` hold reasons, in a reader's
    words, that keep the fix from being safe or from being applied at all; `not_fixed` why there are no intents.
    """

    code: str
    severity: Severity
    confidence: Confidence
    message: str
    place: Place
    related: tuple[Related, ...] = ()
    intents: tuple[Intent, ...] = ()
    fix_message: str = ""
    unsafe: tuple[str, ...] = ()
    display: tuple[str, ...] = ()
    not_fixed: str = ""


@value_object
class Finding:
    """What is reported: a verdict with its fix worked out, or the reason why there is none in `not_fixed`."""

    code: str
    name: str
    severity: Severity
    confidence: Confidence
    message: str
    place: Place
    url: str
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    not_fixed: str | None = None
