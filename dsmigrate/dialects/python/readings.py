"""What is read from the answer to a request that is not there: fields by their dotted path."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import libcst as cst

from dsmigrate.dialects.python.answers import Answers, read_from
from dsmigrate.dialects.python.drafts import Draft
from dsmigrate.dialects.python.evaluate import Evaluator
from dsmigrate.dialects.python.scopes import dotted
from dsmigrate.dialects.python.tree import walk

# What stands around a reading that is prepared for the field not to be there.
_TESTS = (cst.If, cst.IfExp, cst.While, cst.BooleanOperation, cst.Try)

_MISSING = {"AttributeError", "KeyError", "TypeError"}


def readings(
    ev: Evaluator, drafts: Iterable[Draft], absent: Mapping[str, str]
) -> dict[int, list[tuple[str, cst.CSTNode]]]:
    """By the call of a request, the `absent` paths that are read from its answer, and where.

    `absent` says for each path where the value is instead. Whoever looks there too, or first looks whether the field
    is there, knows.
    """
    found: dict[int, list[tuple[str, cst.CSTNode]]] = defaultdict(list)
    answers = Answers(ev, {id(draft.call) for draft in drafts})
    for path, instead in absent.items():
        keys = tuple(path.split("."))
        if not answers.calls or keys[-1] not in ev.tree.whole:
            continue
        places = ev.tree.of(cst.Attribute, cst.Subscript)
        put = {dotted(inner) for node in places if (inner := _set_on(ev, node, keys[-1])) is not None}
        for node in ev.tree.of(cst.Attribute, cst.Subscript, cst.Call):
            inner, key = read_from(node)
            if key != keys[-1] or inner is None or (put and dotted(inner) in put):
                continue
            reads = [read for read in answers.read(node) if read is None or read.path == keys]
            told = [read for read in reads if read is not None]
            # Whoever allows for the field to be missing may have another's answers in mind, where there are such.
            if not told or (_is_lenient(node) and len(told) < len(reads)) or _knows(ev, node, keys, instead):
                continue
            for call in {id(read.call): read.call for read in told}:
                found[call].append((path, node))
    return found


def _set_on(ev: Evaluator, node: cst.CSTNode, field: str) -> cst.BaseExpression | None:
    """What a field is set on or deleted from by an expression; None for one that does neither."""
    inner, key = read_from(node)
    setting = isinstance(ev.tree.parent(node), (cst.AssignTarget, cst.AnnAssign, cst.AugAssign, cst.Del))
    return inner if key == field and setting else None


def _is_lenient(node: cst.CSTNode) -> bool:
    """Whether nothing is raised where the field is not there: `.get(key)`, `getattr(thing, name, default)`."""
    if not isinstance(node, cst.Call):
        return False
    return isinstance(node.func, cst.Attribute) or len(node.args) > 2


def _knows(ev: Evaluator, node: cst.CSTNode, keys: tuple[str, ...], instead: str) -> bool:
    """Whether the code around a reading looks whether the field is there, or also looks where it is."""
    right = set(instead.split(".")) - set(keys)
    for above in ev.tree.ancestors(node):
        if isinstance(above, (cst.FunctionDef, cst.ClassDef, cst.Module)):
            return _is_lenient(node) and _names(above, right)
        if isinstance(above, _TESTS) and _is_prepared(above, node, keys[-1], right):
            return True
    return False


def _is_prepared(above: cst.CSTNode, node: cst.CSTNode, field: str, right: set[str]) -> bool:
    """Whether a condition asks for the field, or a `try` falls back on its right place."""
    match above:
        case cst.If(test=test) | cst.IfExp(test=test) | cst.While(test=test):
            return _asks(test, node, field)
        case cst.BooleanOperation():
            return _asks(above.left, node, field) or _names(above, right)
        case cst.Try(body=body, handlers=handlers):
            caught = any(_names(each.type, _MISSING) for each in handlers if each.type is not None)
            return caught and any(part is node for part in walk(body))
        case _:
            return False


def _asks(test: cst.CSTNode, node: cst.CSTNode, field: str) -> bool:
    """Whether a test asks for the field: `hasattr(usage, "x")`, `"x" in usage`."""
    for part in walk(test):
        if part is node:
            return False
        if isinstance(part, cst.Call) and dotted(part.func) == "hasattr" and _names(part, {field}):
            return True
        tests_in = isinstance(part, cst.Comparison) and any(
            isinstance(each.operator, (cst.In, cst.NotIn)) for each in part.comparisons
        )
        if tests_in and _names(part, {field}):
            return True
    return False


def _names(node: cst.CSTNode, words: set[str]) -> bool:
    """Whether one of some words is a name or a text in a piece of code."""
    return any(
        (isinstance(part, cst.Name) and part.value in words)
        or (isinstance(part, cst.SimpleString) and part.evaluated_value in words)
        for part in walk(node)
    )
