"""API keys in the text of a file, whatever its language: by their shape, or by the name that they are given to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dsmigrate.catalog.credentials import KeyShapes
from dsmigrate.catalog.endpoints import EndpointTable
from dsmigrate.dialects.file_kinds import WRAPPINGS

# `NAME=`, `name: `, `"name": `, `["NAME"] = `, `name => `, in a notebook with its quotes escaped; then the value's quote.
# All of it back to front: read backwards from the value it is found at once, or not at all.
_GIVEN_BACKWARDS = re.compile(
    r"""(?:\s+reraeB)?["']?\\?\s{0,20}(?:>=|=:|[:=])\s{0,20}\]?["']?\\?(?P<name>[\w.-]{3,80})""", re.ASCII
)
_PART = re.compile(r"[0-9A-Za-z_-]")
# How far before a value its name begins, at most.
_REACH = 200


class KeyInText(NamedTuple):
    """Where a key stands, in characters, and whether it has the shape of those that are issued."""

    start: int
    end: int
    issued: bool


def keys_in(text: str, shapes: KeyShapes, endpoints: EndpointTable) -> Iterator[KeyInText]:
    """Each key in a text, in order.

    By its shape alone it is DeepSeek's, unless it is given to another vendor's name or the text is about others.
    """
    found: dict[int, KeyInText] = {}
    for match in shapes.issued.finditer(text):
        start, end = match.span()
        whole = _PART.fullmatch(text[start - 1 : start]) is None and _PART.match(text, end) is None
        if (
            whole
            and shapes.is_issued(match[0])
            and is_deepseeks(_name_before(text, start), text, shapes, endpoints)
        ):
            found[start] = KeyInText(start, end, True)
    for value in _long_words(shapes.shortest).finditer(text):
        start, end = value.span()
        if start not in found and shapes.may_be(value[0]):
            name = _name_given(text[max(start - _REACH, 0) : start])
            if name and shapes.is_named(_as_identifier(name)):
                found[start] = KeyInText(start, end, shapes.is_issued(value[0]))
    yield from (found[start] for start in sorted(found))


@cache
def _long_words(shortest: int) -> re.Pattern[str]:
    # Characters one by one: with classes and the flag for ASCII it takes twice the time.
    return re.compile(rf"(?<![0-9A-Za-z_-])[0-9A-Za-z_-]{{{shortest},}}(?![0-9A-Za-z_.(\[$-])")


def is_deepseeks(name: str, text: str, shapes: KeyShapes, endpoints: EndpointTable) -> bool:
    """Whether a key of DeepSeek's shape, which others' have too, is DeepSeek's: by its name, else by what is around."""
    if shapes.is_named(_as_identifier(name)):
        return True
    return not shapes.is_of_another(name) and not endpoints.is_about_others(text)


def _as_identifier(name: str) -> str:
    return re.sub("[.-]", "_", name)


def _name_before(text: str, start: int) -> str:
    return _name_given(text[max(text.rfind("\n", 0, start), start - _REACH, 0) : start])


def _name_given(before: str) -> str:
    """The name that a value is given to, by what stands before the value; empty where it is given to none."""
    match = _GIVEN_BACKWARDS.match(before[::-1])
    return match["name"][::-1] if match else ""


def keeps_keys(path: Path) -> bool:
    """Whether a file is where keys belong: settings of the environment that no repository holds."""
    name = path.name.lower()
    is_environment = name.startswith(".env") or name.endswith(".env")
    if not is_environment or name.rpartition(".")[2] in WRAPPINGS - {"local"}:
        return False
    return not any((folder / ".git").exists() for folder in path.absolute().parents)
