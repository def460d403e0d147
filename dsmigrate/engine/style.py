"""How long a line may be in a project, by its own formatter's settings."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dsmigrate.catalog.toml import read_toml

DEFAULT_LINE_LENGTH = 88


@cache
def line_length(folder: Path) -> int:
    """The line length that Black or ruff is told in the nearest project at or above `folder`."""
    for candidate in (folder, *folder.parents):
        for name in ("ruff.toml", ".ruff.toml"):
            length = _length(candidate / name)
            if length is not None:
                return length
        page = candidate / "pyproject.toml"
        if page.is_file():
            found = (_length(page, "tool", tool) for tool in ("black", "ruff"))
            return next((length for length in found if length is not None), DEFAULT_LINE_LENGTH)
    return DEFAULT_LINE_LENGTH


def _length(page: Path, *tables: str) -> int | None:
    """The `line-length` in a table of a TOML file; None where there is none, or none that can be read."""
    if not page.is_file():
        return None
    try:
        table: object = read_toml(page)
    except (OSError, ValueError):
        return None
    for name in tables:
        table = table.get(name) if isinstance(table, dict) else None
    length = table.get("line-length") if isinstance(table, dict) else None
    return length if isinstance(length, int) else None
