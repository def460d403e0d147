"""Where `rules/` is: inside the installed package, or beside it in a checkout of this project."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


@cache
def rules_root() -> Path:
    """The folder with the rules. Raises FileNotFoundError where the installation lost it."""
    return find_rules(PACKAGE)


def find_rules(package: Path) -> Path:
    """The rules of the package at `package`; `../rules` counts only where that checkout is this project's."""
    inside = package / "_rules"
    if inside.is_dir():
        return inside
    beside = package.parent / "rules"
    if beside.is_dir() and _is_ours(package.parent / "pyproject.toml"):
        return beside
    raise FileNotFoundError(f"the rules are missing: neither {inside} nor {beside}; install dsmigrate again")


def _is_ours(project: Path) -> bool:
    try:
        lines = project.read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    return 'name = "dsmigrate"' in (line.strip() for line in lines)
