"""What is not to be reported, by the project's settings, and so holds back the fixes that would change it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dsmigrate.core.findings import Verdict
from dsmigrate.core.settings import Settings

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class Silence:
    """Says of a verdict why it is not reported."""

    def __init__(self, settings: Settings, root: Path) -> None:
        self._per_file = settings.per_file_ignores
        self._anchor = settings.anchor or root
        self._ignored: dict[Path, tuple[str, ...]] = {}

    def reasons(self, verdicts: Iterable[Verdict]) -> dict[int, str]:
        """By the id of each verdict that is not to be reported, why: the end of a sentence about a fix."""
        found: dict[int, str] = {}
        for verdict in verdicts:
            path = verdict.place.path
            if verdict.code.startswith(self._ignored_in(path)):
                found[id(verdict)] = (
                    f"{verdict.code} is ignored in {path.name} by the settings (per-file-ignores)"
                )
        return found

    def _ignored_in(self, path: Path) -> tuple[str, ...]:
        """The codes and prefixes that are ignored in a file."""
        known = self._ignored.get(path)
        if known is None:
            relative = os.path.relpath(path, self._anchor).replace(os.sep, "/")
            known = tuple(code for spec, codes in self._specs if spec.match_file(relative) for code in codes)
            self._ignored[path] = known
        return known

    @cached_property
    def _specs(self) -> list[tuple[GitIgnoreSpec, tuple[str, ...]]]:
        from pathspec import GitIgnoreSpec  # costs 20 ms, and few projects need it

        return [(GitIgnoreSpec.from_lines([pattern]), codes) for pattern, codes in self._per_file]
