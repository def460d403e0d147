"""How long a line may be in a project, by its own formatter's settings."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dsmigrate.catalog.toml import read_toml

DEFAULT_LINE_LENGTH = 88


@cache
def line_length(folder: Path) -> int:
    """The line length that Black or ruff is told in the nearest project at or above `folder`."""
    length = _length_in(folder)
    if length is None:
        return line_length(folder.parent) if folder.parent != folder else DEFAULT_LINE_LENGTH
    return length


def _length_in(folder: Path) -> int | None:
    """What a formatter is told in a folder; None where that is not the root of a project."""
    for name in ("ruff.toml", ".ruff.toml"):
        length = _length(_tables(folder / name))
        if length is not None:
            return length
    page = folder / "pyproject.toml"
    if not page.is_file():
        return None
    tables = _tables(page)
    told = (_length(tables, "tool", tool) for tool in ("black", "ruff"))
    return next((length for length in told if length is not None), DEFAULT_LINE_LENGTH)


def _tables(page: Path) -> object:
    """What a TOML file says; nothing where there is none, or none that can be read."""
    try:
        return read_toml(page) if page.is_file() else {}
    except (OSError, ValueError):
        return {}


def _length(table: object, *names: str) -> int | None:
    """The `line-length` in a table in a table."""
    for name in (*names, "line-length"):
        table = table.get(name) if isinstance(table, dict) else None
    return table if isinstance(table, int) else None
