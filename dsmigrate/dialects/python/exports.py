"""The names by which other modules can get at a value."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from pathlib import Path

import libcst as cst

from dsmigrate.dialects.python.carriers import Carriers, NameGraph
from dsmigrate.dialects.python.scopes import Binding, Names


def carriers_of(names: Names, graph: NameGraph, values: Iterable[cst.CSTNode]) -> Carriers:
    """What may carry one of `values`, instances of the classes that hold one, and of their heirs, included."""
    values = list(values)
    holders: set[str] = set()
    while True:
        held = Carriers(graph, values, holders)
        more = {
            cls.name.value
            for cls in names.classes
            if any(member in held.names for member, _ in members(names, cls))
            or any(not held.names.isdisjoint(graph.mentioned(base.value)) for base in cls.bases)
        }
        if more <= holders:
            return held
        holders |= more


def exports(names: Names, carriers: Container[str]) -> dict[Path, list[str]]:
    """For each module, by its file: its names that are among `carriers`.

    `NAME` for a variable or function, `Class.attribute` for what is had from an instance. It errs on the side of
    too many.
    """
    found: dict[Path, list[str]] = {}
    for scope in names.modules:
        path = names.tree.tree_of(scope.node).source.path
        found[path] = [name for name in scope.bindings if "." not in name and name in carriers]
    for cls in names.classes:
        path = names.tree.tree_of(cls).source.path
        mine = dict.fromkeys(member for member, _ in members(names, cls) if member in carriers)
        found[path] += [f"{cls.name.value}.{member}" for member in mine]
    return found


def around(names: Names, node: cst.CSTNode) -> Iterator[str]:
    """The functions, methods and constructors that `node` stands in."""
    for above in names.tree.ancestors(node):
        if isinstance(above, cst.FunctionDef):
            cls = names.class_of(above)
            if cls is None:
                yield above.name.value
            else:
                yield from (f"{cls.name.value}.{above.name.value}", cls.name.value)


def members(names: Names, cls: cst.ClassDef) -> Iterator[tuple[str, Binding]]:
    """What a class binds in its body, and on `self` in its methods."""
    for name, bindings in names.own_scope(cls).bindings.items():
        for binding in bindings:
            yield name, binding
            function = binding.node
            if isinstance(function, cst.FunctionDef) and function.params.params:
                own = f"{function.params.params[0].name.value}."
                for inner, set_there in names.own_scope(function).bindings.items():
                    if inner.startswith(own) and inner.count(".") == 1:
                        yield from ((inner.removeprefix(own), each) for each in set_there)
