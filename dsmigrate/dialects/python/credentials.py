"""Texts in a module that look like API keys."""

from __future__ import annotations

import re
from collections.abc import Iterator

import libcst as cst

from dsmigrate.catalog.credentials import KeyShapes
from dsmigrate.catalog.endpoints import EndpointTable
from dsmigrate.core.source import Place
from dsmigrate.dialects.keys_in_text import is_deepseeks, keys_in
from dsmigrate.dialects.python.abstract import Lost, Member
from dsmigrate.dialects.python.drafts import Draft
from dsmigrate.dialects.python.evaluate import Evaluator
from dsmigrate.dialects.python.scopes import dotted
from dsmigrate.dialects.python.strings import value_of
from dsmigrate.dialects.python.tree import Forest

_KEY_ARGUMENT = "api_key"
_BEARER = re.compile(r"Bearer\s+", re.IGNORECASE)


def keys(
    tree: Forest, strings: list[cst.SimpleString], shapes: KeyShapes, endpoints: EndpointTable
) -> Iterator[tuple[cst.SimpleString, bool]]:
    """Each text that looks like a key, and whether it does by its shape, or only by what it is called."""
    for string in strings:
        text = value_of(string)
        if not isinstance(text, str) or len(text) < shapes.shortest:
            continue
        bare = _BEARER.sub("", text, count=1)
        name = _name(tree, string)
        if shapes.is_issued(bare):
            if is_deepseeks(name, tree.tree_of(string).source.text, shapes, endpoints):
                yield string, True
        elif shapes.is_named(name) and shapes.may_be(bare):
            yield string, False


def keys_besides(
    tree: Forest, strings: list[cst.SimpleString], shapes: KeyShapes, endpoints: EndpointTable
) -> Iterator[Place]:
    """Each key, by its shape, in a comment or inside of a longer text: in an example of a call, in an f-string."""
    for one in tree.trees:
        found = [key for key in keys_in(one.source.text, shapes, endpoints) if key.issued]
        if not found:
            continue
        # A text that is a key and no more is judged by what it is given to.
        judged = [
            one.bounds(string)
            for string in strings
            if tree.tree_of(string) is one
            and isinstance(text := value_of(string), str)
            and shapes.is_issued(_BEARER.sub("", text, count=1))
        ]
        for key in found:
            if not any(start <= key.start and key.end <= end for start, end in judged):
                span = one.source.span(key.start, key.end)
                yield Place(one.source.path, span, one.source.cell)


def key_named(ev: Evaluator, draft: Draft) -> Iterator[str]:
    """What the key is called that a request, or the client that it is made by, is given outright."""
    makers = [
        option.value.base.call for option in ev.evaluate(draft.call.func) if isinstance(option.value, Member)
    ]
    for call in (draft.call, *makers):
        for argument in call.args:
            if argument.keyword is not None and argument.keyword.value.endswith(_KEY_ARGUMENT):
                yield ev.tree.text(argument.value)
                for option in ev.evaluate(argument.value):
                    yield option.outside or (option.value.outside if isinstance(option.value, Lost) else "")


def _name(tree: Forest, string: cst.SimpleString) -> str:
    """What a text is called: the variable, argument or key that it is given to, or the variable whose default it is."""
    above = tree.parent(string)
    match above:
        case cst.Assign(targets=[cst.AssignTarget(target=target), *_]) | cst.AnnAssign(target=target):
            return dotted(target).rpartition(".")[2] or _key(target)
        case cst.DictElement(key=cst.SimpleString() as key, value=value) if value is string:
            return str(key.evaluated_value)
        case cst.Arg(keyword=cst.Name(value=name)):
            return name
        case cst.Arg():
            call = tree.parent(above)
            first = call.args[0].value if isinstance(call, cst.Call) and call.args else None
            if isinstance(first, cst.SimpleString) and first is not string:
                return str(first.evaluated_value)
            return ""
        case _:
            return ""


def _key(target: cst.BaseExpression) -> str:
    """The key of `os.environ["NAME"] = ...`."""
    match target:
        case cst.Subscript(slice=[cst.SubscriptElement(slice=cst.Index(value=cst.SimpleString() as key))]):
            return str(key.evaluated_value)
        case _:
            return ""
