"""Why a retired ID in a file of a language that is not read may decide nothing: by what it stands in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from dsmigrate.dialects.file_kinds import words
from dsmigrate.dialects.unread_addresses import (
    Layout,
    is_beside_another_address,
    is_under_another_name,
)

if TYPE_CHECKING:
    from dsmigrate.catalog.load import Catalog

TEST_FOLDERS = words("test tests __tests__ spec specs __mocks__ testdata")
TEST_NAME = r"(?:^|[._-])(?:test|tests|spec|mock)(?:[._-]|$)|[a-z](?:Test|Tests|Spec)\.\w+$"
# How many folders above a file may say that it belongs to tests, and how many rows around an ID that it is in a table.
NEAR_FOLDERS, NEAR_ROWS = 5, 24
PRICE = (
    r"mtok|per_?(?:1?m|1?k|million|thousand|token)\b|(?:input|output|prompt|completion|cache|token)s?[_ -]?(?:read)?[_ -]?"
    r"(?:cost|price|pric)|(?:cost|price|pricing)s?[_-]?(?:per|input|output)|context_?(?:window|length)|\bsupports_\w+|model_type|price_?history|"
    r"\bpricing\w*[\"']?\s*[:=]"
)
ADDRESS = r"(?:base_?url|api_?base|api_?key|endpoint)"
# A command line has few words, an explanation has many.
MANY_WORDS = 12
QUOTING = r"(?<![\w\\])Q|(?<!\\)Q(?!\w)"
SENTENCE = r"[A-Za-z]{2,}|[\u3400-\u9fff]{2,}"

ARROW = "(?:[→⇒➜➡]|-+>|=+>)"
LABEL = r"\b(?:label|title|placeholder|description|hint|help_?text)[\"'`]?\s*[:=]\s*\{?[\"'`]$"
TEST_BEFORE = (
    r"(?:(?<![|&?])[!=]==?|\bcase|(?i:\b(?:includes|(?:starts|ends)_?with|contains|equals(?:ignorecase)?|has(?:prefix|suffix)?))"
    r"\((?:[^()\"'`]*,)?)\s*[\"'`]$"
)
TEST_BEHIND = r"[\"'`]\s*(?:[!=]==?|\.equals)"
DATA = words("json jsonc json5 yaml yml toml xml")
RECORDS = words(
    "results result reports report logs outputs output generated history transcripts traces leaderboard"
)
DAY = r"(?<!\d)20\d\d[-_]?[01]\d[-_]?[0-3]\d(?!\d)"
# In these a table of names is code beside code, and not the settings that the code reads.
PROGRAMS = ("slashes", "slashes and hash", "dashes", "semicolons", "percent", "page")


def why_idle(path: Path, text: str, start: int, end: int, family: str, catalog: Catalog) -> str:
    """Why the ID at `start` to `end` may decide nothing, as the end of a sentence; empty where nothing says so.

    `family` says how comments are written in the file (`file_kinds`).
    """
    folders = [folder.name.lower() for folder in list(path.parents)[:NEAR_FOLDERS]]
    # A notebook that is called a test tries something out: what it asks, it asks the service.
    is_test = not TEST_FOLDERS.isdisjoint(folders) or re.search(TEST_NAME, path.name)
    if is_test and family != "notebook":
        return "it stands in a test, which may be about the old name itself"
    if path.suffix.lower() == ".sql":
        return "a statement of this kind may have run already, or only fill a table"
    is_data = not DATA.isdisjoint(path.name.lower().split(".")[1:])
    if is_data and _is_a_record(path.stem.lower(), *folders[:2]):
        return "it stands in a record of what was"
    if family != "notebook":
        if _in_a_sentence(text, start, end):
            return "it stands in a sentence"
        if _in_a_table(text, start, end):
            return "it stands in a table of what models cost or can do"
        if _is_a_key(text, start, end) and (
            (family in PROGRAMS and not is_data) or _knows_new_keys(text, start, end, catalog)
        ):
            return "it is what a table is looked up by"
    if family in PROGRAMS and not is_data:
        if _in_a_test(text, start, end):
            return "it is only compared with, and what is sent is written elsewhere"
        if is_label(text, start):
            return "it is what something is called"
    layout = _layout(path, family, is_data)
    if is_beside_another_address(text, start, layout, catalog.endpoints):
        return "the address beside it is not DeepSeek's"
    if is_under_another_name(text, start, layout, catalog.endpoints):
        return "what it belongs to is named after another vendor"
    return ""


def is_label(text: str, start: int) -> bool:
    """Whether the ID at `start` is given to what is only shown, such as `label`."""
    return re.search(LABEL, text[text.rfind("\n", 0, start) + 1 : start], re.IGNORECASE) is not None


def _layout(path: Path, family: str, is_data: bool) -> Layout:
    if family == "lines" or "env" in path.name.lower().split("."):
        return Layout.FLAT
    return Layout.NESTED if is_data else Layout.FREE


def _is_a_record(*names: str) -> bool:
    """Whether a file's name, or its folder's, says that it tells of a run that is over."""
    return any(not RECORDS.isdisjoint(re.split(r"[^a-z]+", name)) or re.search(DAY, name) for name in names)


def _in_a_sentence(text: str, start: int, end: int) -> bool:
    """Whether an ID is one of several words in quotes, and not the value of an option or a setting."""
    row_start = text.rfind("\n", 0, start) + 1
    row_end = text.find("\n", end)
    before, after = text[row_start:start], text[end : row_end if row_end >= 0 else len(text)]
    if re.match(rf"\s*{ARROW}", after) or re.search(rf"{ARROW}\s*$", before):
        return True
    return any(_is_among_words(before, after, quote) for quote in "\"'`")


def _is_among_words(before: str, after: str, quote: str) -> bool:
    opened, closed = before.rpartition(quote), after.partition(quote)
    inside = opened[2]
    if not opened[1] or not closed[1] or not inside or opened[0].endswith("\\"):
        return False
    # Between two texts stands code. Of double quotes the ones that a text holds itself are escaped.
    if quote != '"' and len(re.findall(QUOTING.replace("Q", quote), before)) % 2 == 0:
        return False
    words_around = len(re.findall(SENTENCE, f"{inside} {closed[0]}"))
    is_value = re.search(r"(?:[=:@/]|--[\w-]+)\s*$", inside) is not None
    return words_around >= (MANY_WORDS if is_value else 3)


def _in_a_table(text: str, start: int, end: int) -> bool:
    near = text[_rows_back(text, start) : _rows_on(text, end)]
    return re.search(PRICE, near, re.IGNORECASE) is not None and not re.search(ADDRESS, near, re.IGNORECASE)


def _rows_back(text: str, index: int) -> int:
    for _ in range(NEAR_ROWS + 1):
        index = text.rfind("\n", 0, max(index, 0))
        if index < 0:
            return 0
    return index


def _rows_on(text: str, index: int) -> int:
    for _ in range(NEAR_ROWS + 1):
        index = text.find("\n", index + 1)
        if index < 0:
            return len(text)
    return index


def _is_a_key(text: str, start: int, end: int) -> bool:
    """Whether an ID is what stands before a colon or an arrow in a table, and no branch of a condition."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return (
        re.match(r"[\"'`]?\]?[ \t]*(?::(?![:=])|=>)", text[end : end + 40]) is not None
        and re.search(r"(?:^|[{,\[(|])\s*[\"'`]?$", before) is not None
    )


def _knows_new_keys(text: str, start: int, end: int, catalog: Catalog) -> bool:
    """Whether a name that the service takes today is a key of the same table."""
    near = text[_rows_back(text, start) : _rows_on(text, end)]
    names = "|".join(re.escape(name) for name in catalog.served)
    return re.search(rf"(?<![\w/-])(?:{names})[\"']?\s*:", near) is not None


def _in_a_test(text: str, start: int, end: int) -> bool:
    """Whether an ID is compared with something, so that it is not itself sent."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return (
        re.search(TEST_BEFORE, before) is not None or re.match(TEST_BEHIND, text[end : end + 40]) is not None
    )
