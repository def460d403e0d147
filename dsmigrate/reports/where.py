"""Where a finding is, as reports for programs say it: a path in the repository, rows and columns from 1."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from dsmigrate.core.fingerprints import relative_path
from dsmigrate.core.source import Place, Source


class Region(NamedTuple):
    """A file below the repository's root, with `/`, and the rows and columns of a part of it; the end is exclusive."""

    path: str
    row: int
    column: int
    end_row: int
    end_column: int


def repository_of(root: Path) -> Path:
    """The repository that a project belongs to, which hosts of code count paths from; else the project itself."""
    return next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)


def region_of(place: Place, sources: Mapping[Path, Source], base: Path) -> Region:
    """A place as a region."""
    source = sources[place.path]
    start, end = source.position(place.span.start), source.position(place.span.end)
    return Region(relative_path(place.path, base), start.row, start.column, end.row, end.column)
