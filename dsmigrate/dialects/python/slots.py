"""Takes out what is passed to a request: an argument, an entry of a dict, or the statement that sets one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import libcst as cst

from dsmigrate.dialects.python.drafts import Draft, Slot
from dsmigrate.dialects.python.layout import TextEdit, remove_item
from dsmigrate.dialects.python.scopes import MUTATORS, Names, Scope, dotted, statements
from dsmigrate.dialects.python.tree import Forest, walk


class Refused(Exception):
    """The intents cannot be carried out in this file; the message says why, in a reader's words."""


# Methods of a dict that fail where what they take out is not there.
_TAKING = frozenset({"pop", "popitem"})
_PURE_CALLS = frozenset({"float", "int", "round", "min", "max", "str", "os.getenv", "os.environ.get"})


def refuse_if_read(names: Names, slot: Slot, drafts: Iterable[Draft]) -> None:
    """Raises Refused where the dict that a slot stands in is read by anything but the requests of `drafts`."""
    tree = names.tree
    table = tree.parent(slot.written)
    statement = tree.parent(table) if isinstance(table, (cst.Dict, cst.Call)) else None
    calls = [draft.call for draft in drafts]
    if not isinstance(statement, (cst.Assign, cst.AnnAssign)) or table in calls:
        return
    targets = (
        [t.target for t in statement.targets] if isinstance(statement, cst.Assign) else [statement.target]
    )
    known = {dotted(target): _holder(names, target) for target in targets}
    for node in tree.of(cst.Name, cst.Attribute):
        if dotted(node) not in known or node in targets:
            continue
        if "." not in dotted(node) and _holder(names, node) is not known[dotted(node)]:
            continue
        above = tree.parent(node)
        if isinstance(above, (cst.AssignTarget, cst.AnnAssign)):
            continue
        passed = any(outer in calls for outer in tree.ancestors(node))
        if not passed and not _is_only_changed(tree, above):
            raise Refused("the dict that it stands in is also read by other code")


def _holder(names: Names, node: cst.CSTNode) -> Scope | None:
    """The scope that a name belongs to."""
    return names.resolve(dotted(node), names.scope_of(node))


def _is_only_changed(tree: Forest, above: cst.CSTNode | None) -> bool:
    """Whether what stands around a dict's name sets something in it, and neither reads nor needs what was there."""
    outer = tree.parent(above) if above is not None else None
    match above, outer:
        case cst.Subscript(), cst.AssignTarget():
            return True
        case cst.Attribute(attr=method), cst.Call(func=func, args=args) if func is above:
            taken = method.value in _TAKING and len(args) < 2
            return method.value in MUTATORS and not taken and isinstance(tree.parent(outer), cst.Expr)
        case _:
            return False


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
        passed = (other for way in draft.ways for other in (*way.body.values(), *way.refused.values()))
        if any(other.written is slot.written for other in passed):
            raise Refused(f"`{name}` is shared with another request")


def remove_slot(tree: Forest, slot: Slot) -> list[TextEdit]:
    """The edits that take a slot out. Raises Refused where it is set in a way that is not rewritten."""
    written = slot.written
    above = tree.parent(written)
    for node in walk(slot.value):
        pure = isinstance(node, cst.Call) and dotted(node.func) in _PURE_CALLS
        if isinstance(node, (cst.NamedExpr, cst.Await, cst.Yield, cst.Call)) and not pure:
            raise Refused("working out its value may do something else as well")
    if isinstance(written, cst.Arg) and isinstance(above, cst.Call):
        return remove_item(tree, above, written)
    if isinstance(written, cst.DictElement) and isinstance(above, cst.Dict):
        return remove_item(tree, above, written)
    if isinstance(written, cst.Assign):
        return [_remove_statement(tree, written)]
    raise Refused("it is set in a way that is not rewritten")


def rename_slot(tree: Forest, slot: Slot, name: str, to: str) -> TextEdit:
    """The edit that passes a slot under another name. Raises Refused where the name is not written there."""
    written = slot.written
    if isinstance(written, cst.Arg) and written.keyword is not None and written.keyword.value == name:
        return TextEdit(*tree.bounds(written.keyword), to)
    if isinstance(written, cst.DictElement) and isinstance(written.key, cst.SimpleString):
        key = written.key
        if key.evaluated_value == name:
            return TextEdit(*tree.bounds(key), f"{key.quote}{to}{key.quote}")
    raise Refused("it is set in a way that is not rewritten")


def _remove_statement(tree: Forest, statement: cst.Assign) -> TextEdit:
    line = tree.parent(statement)
    block = tree.parent(line) if line is not None else None
    if not isinstance(line, cst.SimpleStatementLine) or len(line.body) > 1 or len(statement.targets) > 1:
        raise Refused("its statement does something else as well")
    if block is None or sum(1 for _ in statements(block)) < 2:
        raise Refused("it is the only statement of its block")
    text = tree.whole
    start, end = tree.bounds(statement)
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    while end < len(text) and text[end] not in "\r\n":
        end += 1
    return TextEdit(start, end + (2 if text[end : end + 2] == "\r\n" else 1), "")
