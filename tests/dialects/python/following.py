"""Follows one expression of a snippet, and says in words what it can be."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import libcst as cst

from dsmigrate.catalog.load import catalog
from dsmigrate.core.source import Source
from dsmigrate.dialects.python.abstract import (
    Abstract,
    Alternative,
    Class,
    Entry,
    Literal,
    Lost,
    Made,
    Member,
    Object,
    Package,
    Partial,
    Routine,
    Row,
    Symbol,
    Table,
)
from dsmigrate.dialects.python.evaluate import Evaluator
from dsmigrate.dialects.python.tree import Forest, Tree
from dsmigrate.engine.modules import ModuleIndex

PATH = Path("/project/app.py")


def tree_of(code: str | bytes) -> Forest:
    """The tree of a snippet; a text is UTF-8."""
    return Forest([Tree(Source(PATH, code.encode() if isinstance(code, str) else code))])


def followed(code: str) -> set[str]:
    """What the argument of the snippet's only `use(...)` can be, one line for each alternative.

    A constant is written as Python writes it, with `~` behind it where no single literal holds it; after it stand
    ` | ` and what can replace it from outside, and ` if ...` with the choices that it depends on. What could not be
    followed is `?` and the reason, after ` < ` what decides it. A dict that may hold more keys ends in `**reason`.
    Which caller or which instance a value belongs to is left out; tables that combine two values show that.
    """
    tree = tree_of(dedent(code))
    words = _Words(Evaluator(tree, runners=catalog().runners, frameworks=catalog().frameworks))
    (use,) = (call for call in words.ev.names.calls if tree.text(call.func) == "use")
    return {words.alternative(option) for option in words.ev.evaluate(use.args[0].value)}


def followed_across(code: str) -> set[str]:
    """As `followed`, for several files in one text: each begins with a comment that is its path."""
    trees: list[Tree] = []
    for name, text in re.findall(r"^# (\S+\.py)\n(.*?)(?=^# \S+\.py\n|\Z)", code, re.MULTILINE | re.DOTALL):
        trees.append(Tree(Source(PATH.parent / name, text.encode())))
    index = ModuleIndex([tree.source.path for tree in trees])
    links = {
        (tree.source.path, module): target
        for tree in trees
        for module, target in index.links_of(tree.source.path, tree.source.data).items()
    }
    tree = Forest(trees)
    words = _Words(Evaluator(tree, links=links, runners=catalog().runners, frameworks=catalog().frameworks))
    (use,) = (call for call in words.ev.names.calls if tree.text(call.func) == "use")
    return {words.alternative(option) for option in words.ev.evaluate(use.args[0].value)}


class _Words:
    def __init__(self, ev: Evaluator) -> None:
        self.ev = ev
        ev.find_changes()
        self.tree = ev.tree

    def alternative(self, option: Alternative) -> str:
        words = self.value(option.value)
        if option.outside:
            words += f" | {option.outside}"
        guards = sorted({self.guard(key, branch) for key, branch in option.choices} - {""})
        return words + (" if " + " and ".join(guards) if guards else "")

    def guard(self, key: object, branch: object) -> str:
        known = self.ev.questions.conditions.get(key)
        if known is not None:
            test, positive = known
            return ("" if branch is positive else "not ") + self.tree.text(test)
        assert isinstance(key, tuple)
        match key:
            case ("key", _, text):
                return f"[{text}] is {branch!r}"
            case ("loop" | "match", *_):
                return f"{key[0]} {branch}"
            case _:
                return ""

    def value(self, value: Abstract) -> str:
        match value:
            case Literal(data=data, editable=editable):
                return repr(data) + ("" if editable else "~")
            case Table(entries=entries, opens=opens):
                return (
                    "{" + ", ".join([*map(self.entry, entries), *(f"**{reason}" for reason in opens)]) + "}"
                )
            case Row(elements=elements, opens=opens):
                return (
                    "[" + ", ".join([*map(self.inner, elements), *(f"*{reason}" for reason in opens)]) + "]"
                )
            case Package(symbol=symbol):
                return f"module {symbol.name}"
            case Symbol(name=name):
                return f"<{name}>"
            case Made(name=name):
                return f"<{name}()>"
            case Member(base=base, path=path):
                return f"<{base.name}().{'.'.join(path)}>"
            case Routine(node=cst.FunctionDef(name=cst.Name(value=name))):
                return f"function {name}"
            case Routine():
                return "lambda"
            case Class(node=node):
                return f"class {node.name.value}"
            case Object(cls=cls):
                return f"a {cls.name.value}"
            case Partial(target=target):
                return f"partial {self.value(target)}"
            case Lost(reason=reason, outside=outside):
                return f"? {reason}" + (f" < {outside}" if outside else "")

    def entry(self, entry: Entry) -> str:
        options = entry.fixed if entry.fixed is not None else self.ev.evaluate(entry.value)
        return f"{entry.key}: " + " / ".join(map(self.alternative, options))

    def inner(self, element: cst.BaseExpression) -> str:
        return " / ".join(map(self.alternative, self.ev.evaluate(element)))
