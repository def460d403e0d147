"""The two stages that see every file, and the only ones that most runs get to: find the files, search them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from dsmigrate.engine.discover import Discovery, discover
from dsmigrate.engine.prefilter import candidates

if TYPE_CHECKING:
    from pathlib import Path

    from dsmigrate.core.problems import Problem


class Looked(NamedTuple):
    """The files that were found, those among them that name DeepSeek, with their bytes, and what was in the way."""

    found: Discovery
    named: list[tuple[Path, bytes]]
    problems: list[Problem]


def look(
    paths: Sequence[Path | str],
    exclude: Sequence[str],
    force_exclude: bool,
    *,
    anchor: str = "",
    usual: bool = True,
) -> Looked:
    """Finds the files under `paths`, and those of them that name DeepSeek; `discover` explains the rest."""
    found = discover(paths, exclude, force_exclude, anchor=anchor, usual=usual)
    named, problems = candidates(found.files)
    return Looked(found, named, [*found.problems, *problems])
