"""Where a project's own clients, which it declares by name, are defined: so that each import of them is told."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dsmigrate.catalog.clients import OwnClients

Homes = dict[tuple[Path, str], str]


def homes_of(own: OwnClients | None, files: Iterable[Path]) -> Homes:
    """The declared names, by the file among `files` that may define them and the name that they have in it.

    For `myapp.llm.ask` that is `ask` in `myapp/llm.py`, wherever `myapp` lies, as long as it is no part of another
    package.
    """
    if own is None:
        return {}
    found: Homes = {}
    for file in files:
        parts = file.parts[:-1] if file.stem == "__init__" else (*file.parts[:-1], file.stem)
        for name in own.names:
            words = tuple(name.split("."))
            for cut in range(1, len(words)):
                if (
                    parts[-cut:] == words[:cut]
                    and _is_top(parts[:-cut])
                    and not _is_module(parts, words[cut])
                ):
                    found[file, words[cut]] = ".".join(words[: cut + 1])
    return found


def _is_top(parts: tuple[str, ...]) -> bool:
    """Whether a folder is no package, so that what lies in it is imported without a name in front."""
    return not Path(*parts, "__init__.py").exists()


def _is_module(parts: tuple[str, ...], name: str) -> bool:
    below = Path(*parts, name)
    return below.with_name(f"{name}.py").exists() or (below / "__init__.py").exists()
