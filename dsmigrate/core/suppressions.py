"""`Suppression`: a comment that says which rules are not to speak where it stands."""

from __future__ import annotations

from typing import NamedTuple

from dsmigrate.core.source import Place

# What every such comment of our own has in it; `noqa` is others' as well.
MARK = "dsmigrate:"


class Suppression(NamedTuple):
    """A comment that silences rules in the rows `first` to `last` (from 1); in the whole file where `last` is 0.

    `words` are codes or names of rules as they are written; none means all. `comment` is the comment itself, `place`
    where it stands, `listing` where the words stand, and `removal` what goes where the comment goes. `wrong` says why
    it is not understood. `foreign` is true for a `noqa`, which may be there for another tool.
    """

    comment: str
    place: Place
    listing: Place
    removal: Place
    first: int
    last: int
    words: tuple[str, ...]
    wrong: str = ""
    foreign: bool = False

    def covers(self, first: int, last: int) -> bool:
        """Whether it holds for any of the rows `first` to `last`."""
        return not self.last or (self.first <= last and first <= self.last)


class IdleSuppression(NamedTuple):
    """A suppression that silences nothing, or some of whose words do not: those are `words`; the others are `left`.

    `unknown` are those of the words that mean no rule. `editable` is whether files of its kind are rewritten.
    """

    suppression: Suppression
    words: tuple[str, ...]
    left: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    editable: bool = True
