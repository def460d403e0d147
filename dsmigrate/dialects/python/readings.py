"""What is read from the answer to a request: fields by their dotted path."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import libcst as cst

from dsmigrate.dialects.python.abstract import Made, Member
from dsmigrate.dialects.python.drafts import Draft
from dsmigrate.dialects.python.evaluate import Evaluator

_PARSES = "json"


def readings(
    ev: Evaluator, drafts: Iterable[Draft], wanted: Iterable[str]
) -> dict[int, list[tuple[str, cst.CSTNode]]]:
    """By the call of a request, the paths among `wanted` that are read from its answer, and where."""
    found: dict[int, list[tuple[str, cst.CSTNode]]] = defaultdict(list)
    calls = {id(draft.call) for draft in drafts}
    for path in wanted:
        *_, last = path.split(".")
        if not calls or last not in ev.tree.whole:
            continue
        for node in ev.tree.nodes:
            # An attribute, a key, `.get(key)` and `getattr(thing, name)`.
            if _own_key(node) != last:
                continue
            for call in _answers(ev, node, path.split(".")):
                if id(call) in calls:
                    found[id(call)].append((path, node))
    return found


def _own_key(node: cst.CSTNode) -> str:
    """The last key of an expression that reads something; empty for any other node."""
    match node:
        case cst.Attribute(attr=cst.Name(value=name)):
            return name
        case cst.Subscript(slice=[cst.SubscriptElement(slice=cst.Index(value=cst.SimpleString() as key))]):
            return str(key.evaluated_value)
        case cst.Call(
            func=cst.Attribute(attr=cst.Name(value="get")),
            args=[cst.Arg(value=cst.SimpleString() as key, keyword=None), *_],
        ):
            return str(key.evaluated_value)
        case cst.Call(
            func=cst.Name(value="getattr"),
            args=[_, cst.Arg(value=cst.SimpleString() as key, keyword=None), *_],
        ):
            return str(key.evaluated_value)
        case _:
            return ""


def _inner(node: cst.CSTNode) -> cst.BaseExpression:
    """What an expression reads from."""
    match node:
        case cst.Attribute(value=value) | cst.Subscript(value=value):
            return value
        case cst.Call(func=cst.Attribute(value=value)):
            return value
        case cst.Call(args=[cst.Arg(value=value), *_]):
            return value
        case _:
            raise TypeError(node)


def _answers(ev: Evaluator, node: cst.CSTNode, path: list[str]) -> Iterator[cst.Call]:
    """The calls whose answer an expression reads a path from."""
    expression: cst.BaseExpression | None = None
    keys = list(path)
    while keys and _own_key(expression or node) == keys[-1]:
        expression = _inner(expression or node)
        keys.pop()
    if expression is None:
        return
    for option in ev.evaluate(expression):
        match option.value:
            case Made() as made if not keys:
                yield from _made(ev, made)
            case Member(base=base, path=read) if list(read) == keys:
                yield from _made(ev, base)
            case _:
                pass


def _made(ev: Evaluator, made: Made) -> Iterator[cst.Call]:
    """The request behind an answer: the call itself, or the one whose answer was parsed."""
    yield made.call
    func = made.call.func
    if isinstance(func, cst.Attribute) and func.attr.value == _PARSES:
        for option in ev.evaluate(func.value):
            if isinstance(option.value, Made):
                yield option.value.call
