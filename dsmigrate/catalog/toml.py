"""Reads TOML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tomli

if TYPE_CHECKING:
    from pathlib import Path


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a file. Raises ValueError, with the file's name, where it is not TOML."""
    return parse_toml(path.read_text(encoding="utf-8"), path)


def parse_toml(text: str, path: Path) -> dict[str, Any]:
    """The tables of a text that stands in `path`. Raises ValueError, with the file's name, where it is not TOML."""
    try:
        return loads(text)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error


def loads(text: str) -> dict[str, Any]:
    """The tables of a text. Raises ValueError, with row and column, where it is not TOML."""
    return tomli.loads(text)
