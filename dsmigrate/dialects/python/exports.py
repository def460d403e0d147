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
