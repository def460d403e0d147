"""Takes out what is passed to a request: an argument, an entry of a dict, or the statement that sets one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import libcst as cst

from dsmigrate.dialects.python.layout import TextEdit, remove_item
from dsmigrate.dialects.python.requests import Draft, Slot
from dsmigrate.dialects.python.scopes import statements
from dsmigrate.dialects.python.tree import Tree


class Refused(Exception):
    """The intents cannot be carried out in this file; the message says why, in a reader's words."""


def each_once(slots: Iterable[Slot | None]) -> Iterator[Slot]:
    """The slots that are written at different places."""
    seen: set[int] = set()
    for slot in slots:
        if slot is not None and id(slot.written) not in seen:
            seen.add(id(slot.written))
            yield slot


def refuse_if_shared(slot: Slot, name: str, drafts: Iterable[Draft]) -> None:
    """Raises Refused where one of `drafts`, which are to keep the field, gets it from the same place."""
    for draft in drafts:
        if any(other.written is slot.written for way in draft.ways for other in way.body.values()):
            raise Refused(f"`{name}` is shared with another request")


def remove_slot(tree: Tree, slot: Slot) -> list[TextEdit]:
    """The edits that take a slot out. Raises Refused where it is set in a way that is not rewritten."""
    written = slot.written
    above = tree.parent(written)
    if isinstance(written, cst.Arg) and isinstance(above, cst.Call):
        return remove_item(tree, above, written)
    if isinstance(written, cst.DictElement) and isinstance(above, cst.Dict):
        return remove_item(tree, above, written)
    if isinstance(written, cst.Assign):
        return [_remove_statement(tree, written)]
    raise Refused("it is set in a way that is not rewritten")


def _remove_statement(tree: Tree, statement: cst.Assign) -> TextEdit:
    line = tree.parent(statement)
    block = tree.parent(line) if line is not None else None
    alone = isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1
    if not alone or block is None or sum(1 for _ in statements(block)) < 2:
        raise Refused("it is the only statement of its block")
    text = tree.source.text
    start, end = tree.bounds(statement)
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    while end < len(text) and text[end] not in "\r\n":
        end += 1
    return TextEdit(start, end + (2 if text[end : end + 2] == "\r\n" else 1), "")
