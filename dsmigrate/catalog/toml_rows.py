"""Where a key stands in a TOML text: a second, rough look that is only taken once something is wrong with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

Keys = tuple[str | int, ...]
_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_DOTTED = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_DOTTED})\s*\]")
_ENTRY = re.compile(rf"\s*({_DOTTED})\s*=")
_MULTI_LINE = re.compile(r'"""|\'\'\'')


def row_of(text: str, keys: Keys, word: str = "") -> int:
    """The row, from 1, of what `keys` lead to; of the nearest thing around it where it has no row of its own.

    `word` is a text that stands there, by which a member of a list that goes over several rows is found.
    """
    entries = list(_entries(text))
    best_row, best = 1, 0
    following: int | None = None
    for number, (row, path) in enumerate(entries):
        shared = _shared(path, keys)
        # What leads towards it and no further, or (for a table that only its parts name) the first of its parts.
        fits = shared == len(path) or shared == len(keys)
        if fits and shared > best:
            best_row, best = row, shared
            following = entries[number + 1][0] if number + 1 < len(entries) else None
    wanted = word or next((key for key in reversed(keys[best:]) if isinstance(key, str)), "")
    if wanted and (best < len(keys) or word):
        rows = text.splitlines()[best_row - 1 : following - 1 if following else None]
        return best_row + next((index for index, line in enumerate(rows) if wanted in line), 0)
    return best_row


def _shared(path: Keys, keys: Keys) -> int:
    return next(
        (i for i, (one, two) in enumerate(zip(path, keys, strict=False)) if one != two),
        min(len(path), len(keys)),
    )


def _entries(text: str) -> Iterator[tuple[int, Keys]]:
    """Every header and every key at the beginning of a line, with the keys that lead to it."""
    tables: Counter[Keys] = Counter()
    here: Keys = ()
    quote = ""
    depth = 0
    for row, line in enumerate(text.splitlines(), 1):
        begins = not quote and depth == 0
        if begins and (header := _HEADER.match(line)):
            here = _placed(_parts(header[2]), tables, header[1] == "[[")
            yield row, here
            continue
        if begins and (entry := _ENTRY.match(line)):
            yield row, (*here, *_parts(entry[1]))
            line = line[entry.end() :]
        quote, depth = _state_after(line, quote, depth)


def _placed(parts: tuple[str, ...], tables: Counter[Keys], another: bool) -> Keys:
    """The keys of a header, with the index of each list of tables on the way."""
    found: Keys = ()
    for number, part in enumerate(parts, 1):
        found = (*found, part)
        if number == len(parts) and another:
            tables[found] += 1
        if found in tables:
            found = (*found, tables[found] - 1)
    return found


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part[1:-1] if part[0] in "\"'" else part for part in re.findall(_PART, dotted))


def _state_after(line: str, quote: str, depth: int) -> tuple[str, int]:
    """Which multi-line string is open after a line, and how many brackets are."""
    while True:
        if quote:
            _, found, line = line.partition(quote)
            if not found:
                return quote, depth
            quote = ""
        opening = _MULTI_LINE.search(line)
        plain = line[: opening.start()] if opening else line
        plain = re.sub(r""""(?:[^"\\]|\\.)*"|'[^']*'|#.*""", "", plain)
        depth += plain.count("[") + plain.count("{") - plain.count("]") - plain.count("}")
        if opening is None:
            return "", max(depth, 0)
        quote, line = opening.group(), line[opening.end() :]


def explained(keys: Keys) -> str:
    """The keys as a person writes them: `clients.request[1].toggle`, list members counted from 1."""
    said = ""
    for key in keys:
        said += f"[{key + 1}]" if isinstance(key, int) else f".{key}" if said else key
    return said
