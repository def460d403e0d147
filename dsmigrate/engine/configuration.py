"""Finds and reads a project's own settings: `[tool.dsmigrate]` of its pyproject.toml, or its dsmigrate.toml."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dsmigrate.core.formats import FORMATS
from dsmigrate.core.schema import Fault, Keys, Kind, flag, list_of, mapping, meant, one_of, table, text

FILE = "dsmigrate.toml"
PROJECT = "pyproject.toml"
TABLE = ("tool", "dsmigrate")


# How the parser says where it stopped.
_AT = re.compile(r" \(at line (\d+), column \d+\)")


class Configuration(NamedTuple):
    """What a file says: its settings by key, as they are written, and the folder that its patterns are relative to."""

    path: str = ""
    folder: str = ""
    values: Mapping[str, Any] = {}
    table: tuple[str, ...] = ()


class ConfigurationError(Exception):
    """What is wrong with a file of settings: for each fault a line with file, row, key and what to do."""


def configuration(paths: Sequence[str], named: str | None = None, *, isolated: bool = False) -> Configuration:
    """The settings for a run over `paths`: of the file `named`, else of the nearest one above all of `paths`.

    `isolated` means none at all. Raises ConfigurationError where the file cannot be read or says something wrong.
    """
    if named is not None:
        found = _read(named)
        if found is None:
            raise ConfigurationError(f"{named}: there is no [{'.'.join(TABLE)}] in it")
        # As in ruff: what is given by name is not the project's, and its patterns are relative to where one is.
        return found._replace(folder=os.getcwd())
    if not isolated:
        for folder in _upwards(_common(paths)):
            for name in (FILE, PROJECT):
                path = os.path.join(folder, name)
                found = _read(path) if os.path.isfile(path) else None
                if found is not None:
                    return found
    return Configuration()


def _common(paths: Sequence[str]) -> str:
    named = [os.path.abspath(path) for path in paths] or [os.getcwd()]
    try:
        common = os.path.commonpath(named)
    except ValueError:  # on different drives
        common = named[0]
    return common if os.path.isdir(common) else os.path.dirname(common)


def _upwards(folder: str) -> Iterator[str]:
    """The folder and those above it, up to the top of its repository."""
    while True:
        yield folder
        above = os.path.dirname(folder)
        if above == folder or os.path.lexists(os.path.join(folder, ".git")):
            return
        folder = above


def _read(path: str) -> Configuration | None:
    """What a file says; None for a pyproject.toml that says nothing about dsmigrate."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read: {error.strerror}") from error
    is_project = os.path.basename(path) == PROJECT
    if is_project and TABLE[-1].encode() not in data:
        return None
    values: Any = _parsed(data, path)
    for key in TABLE if is_project else ():
        values = values.get(key) if isinstance(values, dict) else None
        if values is None:
            return None
    inside = TABLE if is_project else ()
    faults = list(_faults(values))
    if faults:
        source = data.decode("utf-8", "replace")
        raise ConfigurationError("\n".join(_told(fault, path, source, inside) for fault in faults))
    return Configuration(path, os.path.dirname(os.path.abspath(path)), values, inside)


def _parsed(data: bytes, path: str) -> dict[str, Any]:
    # These cost as much as the rest of a run that finds nothing to do, and most projects have no settings.
    from dsmigrate.catalog.toml import loads

    try:
        return loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path}: is not UTF-8, which TOML has to be: {error.reason}") from error
    except ValueError as error:
        message, row = str(error), _AT.search(str(error))
        place = f"{path}:{row[1]}" if row else path
        raise ConfigurationError(f"{place}: is not TOML: {_AT.sub('', message)}") from error


def _told(fault: Fault, path: str, source: str, inside: Keys) -> str:
    from dsmigrate.catalog.toml_rows import explained, row_of

    row = row_of(source, (*inside, *fault.keys), fault.text)
    key = explained(fault.keys) or ".".join(map(str, inside)) or "the file"
    return f"{path}:{row}: {key}: {fault.message}"


def row_of_setting(found: Configuration, key: str) -> int:
    """The row in the file where a setting of it stands."""
    from dsmigrate.catalog.toml_rows import row_of

    with open(found.path, encoding="utf-8-sig", errors="replace") as file:
        return row_of(file.read(), (*found.table, key))


def _code(value: Any) -> Iterator[Fault]:
    if not isinstance(value, str) or not value:
        yield from text(value)
        return
    from dsmigrate.catalog.rules import code_of, rule_names
    from dsmigrate.catalog.rules_root import rules_root

    names = rule_names(rules_root())
    if code_of(value, names) is None:
        words = [*names, *names.values()]
        hint = meant(value, names) or meant(value, words) or "; `dsmigrate rule` lists them all"
        yield Fault((), f"there is no rule {value!r}{hint}", value)


def _model(value: Any) -> Iterator[Fault]:
    if not isinstance(value, str) or not value:
        yield from text(value)
        return
    from dsmigrate.catalog.load import catalog

    wrong = catalog().why_no_target(value)
    if wrong:
        yield Fault((), wrong, value)


def _clients(value: Any) -> Iterator[Fault]:
    from dsmigrate.catalog.declarations import own_faults

    return own_faults(value)


_CODES = list_of(_code)
_TEXTS = list_of(text)
KEYS: Mapping[str, Kind] = {
    "select": _CODES,
    "extend-select": _CODES,
    "ignore": _CODES,
    "per-file-ignores": mapping(_CODES),
    "severity": mapping(one_of("info", "warning", "error"), keys=_code),
    "exclude": _TEXTS,
    "extend-exclude": _TEXTS,
    "force-exclude": flag,
    "target": _model,
    "reasoner-target": _model,
    "min-confidence": one_of("low", "medium", "high"),
    "fail-on": one_of("info", "warning", "error"),
    "unsafe-fixes": flag,
    "output-format": one_of(*FORMATS),
    "baseline": text,
    "clients": _clients,
}
_faults = table(KEYS)
