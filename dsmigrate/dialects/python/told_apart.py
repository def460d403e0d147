"""Which thinking mode is stated for which ways of a request, and by what condition these are told apart."""

from __future__ import annotations

from collections.abc import Iterable

import libcst as cst

from dsmigrate.catalog.shapes import Toggle
from dsmigrate.dialects.python import uses
from dsmigrate.dialects.python.abstract import Literal
from dsmigrate.dialects.python.drafts import Way
from dsmigrate.dialects.python.lift import Program
from dsmigrate.dialects.python.scopes import Scope
from dsmigrate.dialects.python.slots import Refused
from dsmigrate.dialects.python.toggle_text import Said, render
from dsmigrate.dialects.python.tree import walk

Modes = dict[Way, str | None]
# How many of the classes that send different models by one call are named.
_NAMED_CLASSES = 3


class NotToldApart(Refused):
    """No condition tells the ways of a request apart; `only_some` where there is one mode, and ways without any."""

    def __init__(self, classes: str, *, only_some: bool) -> None:
        super().__init__(
            "the mode differs between the ways this request is made, and no condition at the call tells which"
            + classes
        )
        self.only_some = only_some


def said_of(program: Program, toggle: Toggle, modes: Modes, quote: str, where: cst.CSTNode) -> Said | None:
    """What is written at `where` for some ways of a request; None where nothing is.

    Raises Refused where it cannot be said.
    """
    texts = {
        way: None if mode is None or mode not in toggle.values else render(toggle.values[mode], quote)
        for way, mode in modes.items()
    }
    distinct = set(texts.values())
    if len(distinct) == 1:
        text = next(iter(distinct))
        return Said(text) if text is not None else None
    if len(distinct) > 2:
        raise Refused("its thinking mode would depend on more than one condition")
    return _discriminated(program, texts, where)


def _discriminated(program: Program, texts: dict[Way, str | None], where: cst.CSTNode) -> Said:
    """A condition, readable at `where`, that tells apart the ways with one text from those with the other."""
    for key in dict.fromkeys(key for way in texts for key, _ in way.choices):
        known = program.ev.questions.conditions.get(key)
        if known is None or not isinstance(key, tuple) or key[0] != "if":
            continue
        sides: dict[object, set[str | None]] = {True: set(), False: set()}
        branches = [dict(way.choices).get(key) for way in texts]
        if None in branches:
            continue
        for branch, text in zip(branches, texts.values(), strict=True):
            sides[branch].add(text)
        test, positive = known
        if len(sides[True]) == 1 and len(sides[False]) == 1 and _means_the_same(program, test, where):
            return Said(next(iter(sides[positive])), program.tree.text(test), next(iter(sides[not positive])))
    raise NotToldApart(_classes_sending(program, texts), only_some=None in texts.values())


def _classes_sending(program: Program, ways: Iterable[Way]) -> str:
    """Which classes hand a request which models, put in words; empty where it is no two things."""
    sending: dict[str, None] = {}
    for way in ways:
        value = way.model.value if way.model is not None else None
        if isinstance(value, Literal) and value.editable:
            around = (
                above for above in program.tree.ancestors(value.node) if isinstance(above, cst.ClassDef)
            )
            cls = next(around, None)
            if cls is not None:
                sending[f"`{cls.name.value}` sends `{value.data}`"] = None
    named = list(sending)[:_NAMED_CLASSES]
    return f": {', '.join(named)}" if named else ""


def _means_the_same(program: Program, test: cst.BaseExpression, where: cst.CSTNode) -> bool:
    """Whether every name in a condition means the same at `where` as where the condition stands."""
    names = program.ev.names
    here, there = names.scope_of(where), names.scope_of(test)
    for node in walk(test):
        above = program.tree.parent(node)
        is_attribute = isinstance(above, cst.Attribute) and above.attr is node
        if not isinstance(node, cst.Name) or is_attribute:
            continue
        mine, its = names.resolve(node.value, here), names.resolve(node.value, there)
        if mine is None and its is None and program.tree.root_of(test) is not program.tree.root_of(where):
            return False
        if mine is not its and not _are_both_self(program, node.value, mine, its):
            return False
        if mine is not None and mine is its and not _is_bound_alike(program, node.value, mine, test, where):
            return False
    return True


def _is_bound_alike(program: Program, name: str, scope: Scope, test: cst.CSTNode, where: cst.CSTNode) -> bool:
    """Whether the same bindings of a name reach two places of the scope that binds it."""
    names = program.ev.names
    if any(binding.kind == "deleted" for binding in scope.bindings[name]) and not all(
        uses.runs_in(names.scope_of(node), scope) for node in (test, where)
    ):
        return False  # what runs later may find it gone
    if scope.is_module and not (names.scope_of(test).is_module and names.scope_of(where).is_module):
        return True
    first, second = (
        {id(reach.binding) for reach in uses.state(program.ev, scope, name, node)} for node in (test, where)
    )
    return first == second and id(None) not in second


def _are_both_self(program: Program, name: str, mine: Scope | None, its: Scope | None) -> bool:
    """Whether a name is the first parameter of two methods of one class."""
    classes = []
    for scope in (mine, its):
        function = scope.node if scope is not None else None
        if not isinstance(function, cst.FunctionDef) or not function.params.params:
            return False
        if function.params.params[0].name.value != name:
            return False
        classes.append(program.ev.names.class_of(function))
    return classes[0] is not None and classes[0] is classes[1]
