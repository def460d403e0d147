"""The names by which other modules can get at what matters in a module: models, endpoints, clients, what sends."""

from __future__ import annotations

import re
from collections.abc import Iterable

import libcst as cst

from dsmigrate.dialects.python.carriers import NameGraph
from dsmigrate.dialects.python.scopes import Names


def exports(
    names: Names, graph: NameGraph, matters: Iterable[cst.CSTNode], telltale: re.Pattern[str]
) -> dict[int, tuple[str, ...]]:
    """For each module (by id): its names that may carry, hold or lead to a node that `matters`, or a telltale text.

    It errs on the side of too many.
    """
    seeds = [string for string in names.strings if telltale.search(string.value) is not None]
    nodes = [*seeds, *matters]
    enclosing: set[str] = set()
    holders: set[int] = set()
    for node in nodes:
        for above in names.tree.ancestors(node):
            if isinstance(above, (cst.FunctionDef, cst.ClassDef)):
                enclosing.add(above.name.value)
                holders.add(id(above))
    carriers = graph.reached(nodes, enclosing)
    while more := {
        cls for cls in names.classes if id(cls) not in holders and _holds(names, graph, cls, carriers)
    }:
        holders |= {id(cls) for cls in more}
        carriers |= graph.reached([], {cls.name.value for cls in more})
    found: dict[int, tuple[str, ...]] = {}
    for scope in names.modules:
        mine = []
        for name, bindings in scope.bindings.items():
            if "." in name:
                continue
            if name in carriers or any(id(binding.node) in holders for binding in bindings):
                mine.append(name)
        found[id(scope.node)] = tuple(mine)
    return found


def _holds(names: Names, graph: NameGraph, cls: cst.ClassDef, carriers: set[str]) -> bool:
    """Whether a class is derived from one of `carriers`, or gives one of its attributes a value that may be one."""
    if any(not carriers.isdisjoint(graph.mentioned(base.value)) for base in cls.bases):
        return True
    return any(
        "." in name and not carriers.isdisjoint(graph.mentioned(binding.value))
        for method in cls.body.body
        if isinstance(method, cst.FunctionDef)
        for name, bindings in names.own_scope(method).bindings.items()
        for binding in bindings
        if binding.value is not None
    )
