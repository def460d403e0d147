"""Files of languages that are not read yet: where a retired model ID or an API key stands in them, and nothing more."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from pathlib import Path
from typing import TYPE_CHECKING

from dsmigrate.core.sightings import Credential, Mention, Role, Sightings
from dsmigrate.core.source import Place, Source
from dsmigrate.dialects.file_kinds import family_of, words
from dsmigrate.dialects.keys_in_text import keeps_keys, keys_in
from dsmigrate.dialects.unread_notes import is_label, why_idle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dsmigrate.catalog.load import Catalog

# Patterns are kept as text: every run loads this module, and few come to use them.
# How comments are written decides how a file is looked through. Quoted text comes first in each pattern, so that a
# `#` or `//` inside of it begins no comment; an apostrophe after a letter is none that quotes.
DOUBLE = r'"(?:\\.|[^"\\\n])*"'
SINGLE = r"(?<![\w])'(?:\\.|[^'\\\n])*'"
HASH = r"(?P<comment>(?<!\S)#[^\n]*)"
SLASHES = r"(?<!:)//[^\n]*|/\*.*?(?:\*/|\Z)"
MARKUP = r"<!--.*?(?:-->|\Z)"


FAMILIES = {
    "hash": (DOUBLE, SINGLE, HASH),
    # In these, quotes are part of the value, and a comment has a line of its own.
    "lines": (r"^[ \t]*(?P<comment>[#;!][^\n]*)",),
    "powershell": (r"(?P<block><#.*?(?:#>|\Z))", DOUBLE, SINGLE, HASH),
    "batch": (r"^[ \t]*(?P<comment>(?:@?[rR][eE][mM]\b|::)[^\n]*)",),
    "slashes": (DOUBLE, SINGLE, r"`(?:\\.|[^`\\])*`", f"(?P<comment>{SLASHES})"),
    "slashes and hash": (DOUBLE, SINGLE, f"(?P<block>{SLASHES})", HASH),
    "dashes": (DOUBLE, SINGLE, r"(?P<comment>--\[\[.*?(?:\]\]|\Z)|--[^\n]*|/\*.*?(?:\*/|\Z))"),
    "semicolons": (DOUBLE, r"(?P<comment>;[^\n]*)"),
    "percent": (DOUBLE, SINGLE, r"(?P<comment>%[^\n]*)"),
    "markup": (f"(?P<comment>{MARKUP})",),
    "page": (f"(?P<comment>{MARKUP})", DOUBLE, SINGLE, r"`(?:\\.|[^`\\])*`", f"(?P<block>{SLASHES})"),
    "template": (r"(?P<comment>\{#.*?(?:#\}|\Z))",),
}
# ${NAME:-default} and its kin, ${name:default}; where rows are `key: value`, also a key without a space behind it.
DEFAULT = r"\$\{[\w.-]+?(?::?[-=]|:)"
KEY = r"^[ \t]*[\w.-]+:"
RECORDINGS = words("__snapshots__ cassettes recordings")
RECORDED_ANSWER = rb'"object"\s*:\s*"chat\.completion'
TRANSLATIONS = words("locales locale _locales i18n l10n lang langs translations messages")
LANGUAGES = words(
    "ar bg bn ca cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv ms nb nl no pl pt ro ru sk sl sr sv ta "
    "th tr uk ur vi zh"
)
# What is written by hand stays far below; above stand data and bundles.
MAX_BYTES = 1_000_000
MAX_ROW = 5_000
BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
JSON_TOKEN = r'(?P<string>"(?:\\.|[^"\\])*")(?P<colon>\s*:)?|[{}\[\]]'


def read(path: Path, data: bytes) -> Source:
    """The source of a file whose encoding nobody declares: by its BOM, else UTF-8, else a character for each byte."""
    bom = next((bom for bom in BOMS if data.startswith(bom)), b"")
    encoding = BOMS.get(bom, "utf-8")
    try:
        return Source(path, data, encoding, bom, _text=data[len(bom) :].decode(encoding))
    except UnicodeDecodeError:
        return Source(path, data, "latin-1")


def lift(path: Path, data: bytes, catalog: Catalog) -> Sightings:
    """Each retired model ID in a file, outside of its comments, as a mention; the note says why one may not count.
    Each API key besides.

    Lock files, bundles, recordings, translations and data have none, whatever they hold.
    """
    family = family_of(path.name) or ("hash" if data.startswith(b"#!") else "")
    if not family or _is_data(path, data, family):
        return Sightings(path)
    source = read(path, data)
    text = source.text
    # Blanked out, so that what a default belongs to does not look like a part of its name.
    found = list(catalog.ids_in(_without_keys(text, family)))
    if found and family == "notebook":
        code, comments = _notebook_code(text)
        found = [
            match for match in found if _within(match.end(), code) and not _within(match.end(), comments)
        ]
    elif found:
        comments = _comments(text, family)
        is_page = path.suffix.lower() in (".html", ".htm")
        found = [
            match
            for match in found
            if not _within(match.end(), comments)
            and not _is_bundled(text, match.start(), match.end())
            and (not is_page or _is_value(text, match))
            and not _is_shown_option(text, match)
        ]
        found = _one_of_a_row(text, found)
    return Sightings(
        path,
        mentions=tuple(_mention(path, source, match, family, catalog) for match in found),
        credentials=tuple(_credentials(path, source, catalog)),
    )


def _credentials(path: Path, source: Source, catalog: Catalog) -> Iterator[Credential]:
    """The API keys in a file, in its comments too, but for rows that no person has written."""
    for key in keys_in(source.text, catalog.key_shapes, catalog.endpoints):
        if not _is_bundled(source.text, key.start, key.end) and not keeps_keys(path):
            yield Credential(Place(path, source.span(key.start, key.end)), key.issued)


def _without_keys(text: str, family: str) -> str:
    pattern = f"{DEFAULT}|{KEY}" if family == "lines" else DEFAULT
    return re.sub(pattern, lambda match: " " * len(match[0]), text, flags=re.MULTILINE)


def _mention(path: Path, source: Source, match: re.Match[str], family: str, catalog: Catalog) -> Mention:
    prefix = match.groupdict().get("prefix") or ""
    start = match.end("prefix") if prefix else match.start()
    note = why_idle(path, source.text, start, match.end(), family, catalog)
    if catalog.may_be_others(prefix):
        note = f"written as {prefix}{source.text[start : match.end()]}, it may be another vendor's name for a model"
    place = Place(path, source.span(start, match.end()))
    return Mention(source.text[start : match.end()], place, Role.UNREAD_FILE, note)


def _is_data(path: Path, data: bytes, family: str) -> bool:
    if family == "notebook":
        return False
    near = [folder.name.lower() for folder in list(path.parents)[:3]]
    if len(data) > MAX_BYTES or not RECORDINGS.isdisjoint(near):
        return True
    if path.suffix.lower() in (".json", ".yaml", ".yml") and re.search(RECORDED_ANSWER, data):
        return True
    if TRANSLATIONS.isdisjoint(near):
        return False
    names = (path.name.partition(".")[0], *near)
    return any(name[:2] in LANGUAGES and (len(name) == 2 or name[2] in "-_") for name in names)


def _comments(text: str, family: str) -> list[tuple[int, int]]:
    matches = re.finditer("|".join(FAMILIES[family]), text, re.DOTALL | re.MULTILINE)
    return [match.span() for match in matches if match.lastgroup in ("comment", "block")]


def _within(index: int, spans: list[tuple[int, int]]) -> bool:
    """Whether the character before `index` lies in one of `spans`, which are in order."""
    at = bisect_right(spans, (index - 1, len(spans) and spans[-1][1])) - 1
    return at >= 0 and spans[at][0] < index <= spans[at][1]


def _is_bundled(text: str, first: int, last: int) -> bool:
    """Whether a part of a text stands in a row that no person has written."""
    start = text.rfind("\n", max(first - MAX_ROW, 0), first)
    start = start if start >= 0 or first <= MAX_ROW else first - MAX_ROW
    end = text.find("\n", last, last + MAX_ROW)
    return (len(text) if end < 0 else end) - start > MAX_ROW


def _one_of_a_row(text: str, found: list[re.Match[str]]) -> list[re.Match[str]]:
    """Without those of an ID that is there another time in the same row, such as what a choice is called."""
    rows: dict[tuple[int, str], re.Match[str]] = {}
    for match in found:
        place = (text.rfind("\n", 0, match.start()), match["id"])
        if place not in rows or is_label(text, rows[place].start()):
            rows[place] = match
    return list(rows.values())


def _is_shown_option(text: str, match: re.Match[str]) -> bool:
    """Whether a match is what an option to choose is called that has the same value."""
    return (
        text.startswith("</option", match.end())
        and re.search(rf"value=.{re.escape(match[0])}.[^<>]*>\Z", text[: match.start()][-200:]) is not None
    )


def _is_value(text: str, match: re.Match[str]) -> bool:
    """Whether a match in a web page is a value and not prose: quoted, or an option to choose."""
    before, after = text[: match.start()][-1:], text[match.end() : match.end() + 8].lower()
    return (before in tuple("\"'`") and after.startswith(before)) or after.startswith("</option")


def _notebook_code(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The strings of a notebook that hold the rows of its code cells, and the comments in them."""
    code: list[tuple[int, int]] = []
    rows: list[tuple[int, int]] = []
    is_code = False
    # For each open object its current key, for each open list ''.
    keys: list[str] = []
    for token in re.finditer(JSON_TOKEN, text, re.DOTALL):
        string = token["string"]
        if string is None:
            if token[0] in "{[":
                keys.append("")
                continue
            keys[-1:] = []
            if keys == ["cells", ""]:
                code += rows if is_code else []
                rows, is_code = [], False
        elif token["colon"]:
            keys[-1:] = [string[1:-1]]
        elif keys == ["cells", "", "cell_type"]:
            is_code = string == '"code"'
        elif keys[:3] == ["cells", "", "source"]:
            rows.append(token.span("string"))
    comments: list[tuple[int, int]] = []
    for start, end in code:
        # Of the same length, so that offsets stay right.
        row = text[start + 1 : end - 1].replace("\\n", " \n").replace('\\"', ' "')
        comments += [(start + 1 + first, start + 1 + last) for first, last in _comments(row, "hash")]
    return code, comments
