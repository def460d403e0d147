"""Reads which versions of packages a project takes, from its requirements, pyproject.toml and lock files.

Only what limits a version from above says anything: where nothing does, the newest one is taken to be in use.
"""

from __future__ import annotations

import fnmatch
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from dsmigrate.catalog.toml import parse_toml
from dsmigrate.core.versions import Pin, Release, release_of

_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?"
# `name[extra] >=1.0, <2 ; marker` of requirements files and of PEP 508; a URL (`@ ...`) says nothing.
_REQUIREMENT = re.compile(rf"\s*({_NAME})\s*(?:\[[^\]]*\])?\s*\(?\s*([^;@#\\)]*)")
_CLAUSE = re.compile(r"\s*(===|==|~=|<=|<|\^|~)?\s*([^\s,]+)\s*")
_LOCKED = re.compile(r'^name = "([^"\n]+)"\r?\nversion = "([^"\n]+)"', re.MULTILINE)
_DISTRIBUTED_AS = re.compile(rf"""^\s*name\s*=\s*["']({_NAME})["']""", re.MULTILINE)
_LOCKS = ("uv.lock", "poetry.lock", "pdm.lock", "pylock.toml")
_REQUIREMENTS = ("requirements*.txt", "constraints*.txt", "requirements*.in")
_REQUIREMENTS_FOLDER = "requirements"
# What a requirements file is at most; a lock file may be larger.
_SIZE_LIMIT = 20_000_000


class Pins:
    """The pins of a run's projects; each folder is looked at once."""

    def __init__(self) -> None:
        self._folders: dict[Path, Mapping[str, Pin]] = {}

    def of(self, folder: Path) -> Mapping[str, Pin]:
        """The pins that hold for code in `folder`, by package name in small letters with hyphens.

        Looks there and in the folders above, up to the root of the repository; the nearest word on a package
        holds, and in one folder a lock file's before the others'.
        """
        known = self._folders.get(folder)
        if known is None:
            known = _pins_in(folder)
            if not (folder / ".git").exists() and folder.parent != folder:
                above = self.of(folder.parent)
                known = {**above, **{name: _nearest(pin, above.get(name)) for name, pin in known.items()}}
            self._folders[folder] = known
        return known


def distribution_in(folder: Path) -> str:
    """The name under which the code in `folder` is distributed, by its pyproject.toml or setup.py; empty for none."""
    for path in _existing(folder, _names(folder), ("pyproject.toml", "setup.py")):
        named = _DISTRIBUTED_AS.search(_text(path))
        if named is not None:
            return _normal(named[1])
    return ""


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _nearest(pin: Pin, above: Pin | None) -> Pin:
    """A range leaves it to a lock file further up to say which version that is."""
    if above is not None and pin.excluded and not above.excluded and above.is_older_than(pin):
        return above
    return pin


def _pins_in(folder: Path) -> Mapping[str, Pin]:
    locked: dict[str, Pin] = {}
    stated: dict[str, Pin] = {}
    names = _names(folder)
    for path in _existing(folder, names, _LOCKS):
        for name, version in _LOCKED.findall(_text(path)):
            _add(locked, name, _exact(version), version, path)
    for path in _existing(folder, names, ("Pipfile.lock",)):
        for name, written in _pipfile(_text(path)):
            _add(locked, name, _bound(written), written, path)
    requirements = [*_existing(folder, names, _REQUIREMENTS)]
    if _REQUIREMENTS_FOLDER in names:
        inner = folder / _REQUIREMENTS_FOLDER
        requirements += _existing(inner, _names(inner), ("*.txt",))
    for path in requirements:
        for line in _text(path).splitlines():
            _add_requirement(stated, line, path)
    for path in _existing(folder, names, ("pyproject.toml",)):
        _add_project(stated, path)
    return {**stated, **locked}


def _names(folder: Path) -> list[str]:
    """What stands in a folder; nothing where that cannot be looked into, which other parts of a run report."""
    try:
        return sorted(os.listdir(folder))
    except OSError:
        return []


def _existing(folder: Path, names: Sequence[str], patterns: Iterable[str]) -> Iterator[Path]:
    """The files among `names` in a folder that one of `patterns` is for, by the order of the patterns."""
    for pattern in patterns:
        yield from (path for name in fnmatch.filter(names, pattern) if (path := folder / name).is_file())


def _text(path: Path) -> str:
    """What a file says; nothing where it cannot be read, which other parts of a run report."""
    try:
        if path.stat().st_size > _SIZE_LIMIT:
            return ""
        return path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return ""


def _add(
    pins: dict[str, Pin], name: str, bound: tuple[Release, bool] | None, written: str, path: Path
) -> None:
    """Adds what one line says; of two, the one that leaves less holds."""
    if bound is None:
        return
    key = _normal(name)
    pin = Pin(bound[0], bound[1], written.strip(), path.name)
    if key not in pins or pin.is_older_than(pins[key]):
        pins[key] = pin


def _add_requirement(pins: dict[str, Pin], line: str, path: Path) -> None:
    match = _REQUIREMENT.match(line)
    if match is not None and not line.lstrip().startswith(("-", "#")):
        _add(pins, match[1], _bound(match[2]), match[2], path)


def _exact(version: str) -> tuple[Release, bool] | None:
    try:
        return release_of(version), False
    except ValueError:
        return None


def _bound(written: str) -> tuple[Release, bool] | None:
    """The newest release that a version specifier takes, and whether that itself is excluded; None for no limit."""
    bounds: list[tuple[Release, bool]] = []
    specifier = written.partition(" --")[0]
    for clause in filter(None, map(str.strip, specifier.split(","))):
        match = _CLAUSE.fullmatch(clause)
        if match is None:
            continue
        operator, text = match[1] or "", match[2]
        try:
            release = release_of(text)
        except ValueError:
            continue
        numbers = [
            int(number) for number in re.findall(r"\d+", text.partition("*")[0])[: text.count(".") + 1]
        ]
        match operator:
            case "==" | "===" | "":
                if text.endswith(".*"):
                    bounds.append((_after(numbers, len(numbers) - 1), True))
                elif operator or text[0].isdigit():
                    bounds.append((release, False))
            case "<=":
                bounds.append((release, False))
            case "<":
                bounds.append((release, True))
            case "~=":
                bounds.append((_after(numbers, max(0, len(numbers) - 2)), True))
            case "~":
                bounds.append((_after(numbers, min(1, len(numbers) - 1)), True))
            case "^":
                first = next((index for index, number in enumerate(numbers) if number), len(numbers) - 1)
                bounds.append((_after(numbers, first), True))
    return min(bounds, key=lambda bound: (bound[0], not bound[1]), default=None)


def _after(numbers: list[int], index: int) -> Release:
    """The first release in which the number at `index` has gone up."""
    return (*numbers[:index], numbers[index] + 1)


def _pipfile(text: str) -> Iterator[tuple[str, str]]:
    try:
        table = json.loads(text)
    except ValueError:
        return
    for section in ("default", "develop"):
        packages = table.get(section) if isinstance(table, dict) else None
        for name, entry in packages.items() if isinstance(packages, dict) else ():
            version = entry.get("version") if isinstance(entry, dict) else None
            if isinstance(version, str):
                yield name, version


def _add_project(pins: dict[str, Pin], path: Path) -> None:
    """What a pyproject.toml says: PEP 621 and dependency groups, and the tables of poetry, pdm and uv.

    A library's own code is of the version that its own says.
    """
    try:
        table = parse_toml(_text(path), path)
    except ValueError:
        return
    project, tools = _table(table, "project"), _table(table, "tool")
    lists = [
        project.get("dependencies"),
        *_table(project, "optional-dependencies").values(),
        *_table(table, "dependency-groups").values(),
        *_table(_table(tools, "pdm"), "dev-dependencies").values(),
        _table(tools, "uv").get("dev-dependencies"),
        _table(tools, "uv").get("constraint-dependencies"),
    ]
    for each in lists:
        for requirement in each if isinstance(each, list) else ():
            if isinstance(requirement, str):
                _add_requirement(pins, requirement, path)
    poetry = _table(tools, "poetry")
    for own in (project, poetry):
        name, version = own.get("name"), own.get("version")
        if isinstance(name, str) and isinstance(version, str):
            _add(pins, name, _exact(version), version, path)
    groups = (_table(group, "dependencies") for group in _table(poetry, "group").values())
    for dependencies in (_table(poetry, "dependencies"), _table(poetry, "dev-dependencies"), *groups):
        for name, entry in dependencies.items():
            written = entry.get("version") if isinstance(entry, dict) else entry
            if isinstance(written, str):
                _add(pins, name, _bound(written), written, path)


def _table(parent: Any, key: str) -> dict[str, Any]:
    """The table under `key`; an empty one where there is none, or something else."""
    inner = parent.get(key) if isinstance(parent, dict) else None
    return inner if isinstance(inner, dict) else {}
