"""How long a line may be in a project, by its own formatter's settings."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dsmigrate.catalog.toml import read_toml

DEFAULT_LINE_LENGTH = 88


@cache
def line_length(folder: Path) -> int:
    """The line length of the nearest pyproject.toml at or above `folder` that Black or ruff is set up in."""
    for candidate in (folder, *folder.parents):
        page = candidate / "pyproject.toml"
        if not page.is_file():
            continue
        try:
            tools = read_toml(page).get("tool", {})
        except (OSError, ValueError):
            return DEFAULT_LINE_LENGTH
        for tool in ("black", "ruff"):
            length = tools.get(tool, {}).get("line-length")
            if isinstance(length, int):
                return length
        return DEFAULT_LINE_LENGTH
    return DEFAULT_LINE_LENGTH
