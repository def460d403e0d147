"""Versions of packages, as far as they decide how a library is called: release numbers and what a project pins."""

from __future__ import annotations

import re
from typing import NamedTuple

Release = tuple[int, ...]
_RELEASE = re.compile(r"v?(?:\d+!)?(\d+(?:\.\d+)*)")


def release_of(text: str) -> Release:
    """The release number of a version, without zeros at its end; pre-releases count as what they lead to.

    Raises ValueError where `text` does not begin with one.
    """
    match = _RELEASE.match(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a version")
    numbers = [int(number) for number in match[1].split(".")]
    while len(numbers) > 1 and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


class Pin(NamedTuple):
    """The newest version that a project takes of a package: `newest`, or all below it where that is `excluded`.

    `written` is how that stands in the file `where`, a path for readers.
    """

    newest: Release
    excluded: bool
    written: str
    where: str

    def reaches(self, release: Release) -> bool:
        """Whether the version that is in use can be `release` or newer."""
        return self.newest > release if self.excluded else self.newest >= release

    def precedes(self, release: Release) -> bool:
        """Whether the version that is in use is older than `release`."""
        return self.newest <= release if self.excluded else self.newest < release

    def is_older_than(self, other: Pin) -> bool:
        """Whether this one leaves less than `other` does."""
        return (self.newest, not self.excluded) < (other.newest, not other.excluded)
