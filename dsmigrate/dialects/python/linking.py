"""Imports between the modules that are read together: what a qualified name stands for in one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.file_kinds import FIXTURES, is_handed_fixtures
from dsmigrate.dialects.python import uses
from dsmigrate.dialects.python.abstract import (
    Abstract,
    Alternative,
    Alternatives,
    Literal,
    Made,
    Member,
    Package,
    Partial,
    Row,
    Step,
    Symbol,
    via,
)
from dsmigrate.dialects.python.scopes import Binding, Scope
from dsmigrate.dialects.python.tree import Tree

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator

# By the importing file and the module's name as it is written there, dots in front included: the file it stands for.
Links = Mapping[tuple[Path, str], Path]
NO_LINKS: Links = MappingProxyType({})
# By the file and the name in it, the qualified name under which the project declares it as a client of its own.
Homes = Mapping[tuple[Path, str], str]
NO_HOMES: Homes = MappingProxyType({})
_DEFINING = ("def", "class", "assign", "import")


class Linker:
    """Finds what an imported name is, where the module it comes from is read too."""

    def __init__(self, ev: Evaluator, links: Links, homes: Homes = NO_HOMES) -> None:
        self.ev = ev
        self.links = links
        self.homes = homes
        self._own_names = {name for _, name in homes}
        self._trees = {tree.source.path: tree for tree in ev.tree.trees}
        # By the importing file, those that something came from and that are not read with it.
        self.wanted: dict[Path, dict[Path, None]] = {}
        self._open: set[tuple[Path, str]] = set()
        # Modules whose own names come from elsewhere.
        self._starring = {tree.source.path for tree in ev.tree.trees if ev.names.stars.get(id(tree.module))}

    def imported(self, qualified: str, importer: cst.CSTNode) -> Alternatives:
        """What the import of `qualified` at the statement `importer` gives."""
        symbol = Symbol(qualified, self._path_of(importer))
        return self.resolved(symbol, importer) or (Alternative(symbol),)

    def resolved(self, symbol: Symbol, node: cst.CSTNode) -> Alternatives:
        """What a symbol is in the modules that are read; nothing where it is none of theirs."""
        if symbol.importer is None or not self.links:
            return ()
        for module, rest in _splits(symbol.name):
            tree = self._linked(symbol.importer, module)
            declared = self._declared(symbol.importer, module, rest)
            if tree is None and declared is None:
                continue
            if declared is not None:
                values: Alternatives = (Alternative(declared),)
                rest = rest[1:]
            else:
                assert tree is not None
                values = (Alternative(Package(tree.module, Symbol(module, symbol.importer))),)
            for name in rest:
                values = tuple(
                    item for option in values for item in self.ev.attribute(option.value, name, node)
                )
            return values
        return ()

    def _declared(self, importer: Path, module: str, rest: Sequence[str]) -> Symbol | None:
        """The client of the project's own that a module's name is declared as."""
        target = self.links.get((importer, module))
        name = self.homes.get((target, rest[0])) if target is not None and rest else None
        return Symbol(name) if name is not None else None

    def home(self, binding: Binding) -> str:
        """The qualified name that a module's binding is declared under as a client of the project's own; or empty."""
        if not self.homes or binding.kind not in _DEFINING or not isinstance(binding.scope.node, cst.Module):
            return ""
        return self.homes.get((self._path_of(binding.scope.node), binding.name), "")

    def may_be_own(self, binding: Binding) -> bool:
        """Whether a name may stand for a client of the project's own, told by names alone."""
        if not self.homes:
            return False
        imported = binding.kind == "import" and binding.qualified.rpartition(".")[2] in self._own_names
        return imported or bool(self.home(binding))

    def around(self, node: cst.CSTNode) -> str:
        """The same for the function or class of the module that `node` stands in."""
        if self.homes:
            path = self._path_of(node)
            for above in self.ev.tree.ancestors(node):
                if isinstance(above, (cst.FunctionDef, cst.ClassDef)):
                    binding = next(
                        iter(self.ev.names.scope_of(above).bindings.get(above.name.value, ())), None
                    )
                    if binding is not None and self.home(binding):
                        return self.homes[path, above.name.value]
        return ""

    def member(self, package: Package, name: str, node: cst.CSTNode) -> Alternatives:
        """What the attribute `name` of a module is."""
        path = self._path_of(package.node)
        if (path, name) in self._open:
            return self.ev.lost(node, f"`{name}` is imported in a circle")
        self._open.add((path, name))
        try:
            scope = self.ev.names.module_of(package.node)
            if scope.binds(name):
                return uses.value_at_end(self.ev, name, scope, node)
            below = self._submodule(package, path, name)
            if below is not None:
                return (Alternative(below),)
            known = (*self.starred(name, scope, node), *self.given_from_afar(name, scope))
            if known:
                return known
            if path.name == "__init__.py":
                return (Alternative(Symbol(f"{package.symbol.name}.{name}")),)
            return self.ev.lost(node, f"`{name}` is not set in {path.name}")
        finally:
            self._open.discard((path, name))

    def starred(self, name: str, scope: Scope, node: cst.CSTNode) -> Alternatives:
        """What `name` is by a `from module import *` of the module that `scope` is."""
        stars = self.ev.names.stars.get(id(scope.node), [])
        asked = (self._path_of(scope.node), f"* {name}")
        if not stars or asked in self._open:
            return ()
        self._open.add(asked)
        try:
            return self._from_stars(stars, name, node)
        finally:
            self._open.discard(asked)

    def _from_stars(
        self, stars: list[tuple[cst.ImportFrom, str]], name: str, node: cst.CSTNode
    ) -> Alternatives:
        for statement, module in reversed(stars):
            tree = self._linked(self._path_of(statement), module)
            if tree is None:
                continue
            other = self.ev.names.module_of(tree.module)
            if not self._gives(other, name):
                continue
            if other.binds(name):
                return self.member(Package(tree.module, Symbol(module)), name, node)
            further = self.starred(name, other, node)
            if further:
                return further
        return ()

    def binds(self, statement: cst.ImportFrom, module: str, name: str) -> bool | None:
        """Whether the module that a statement imports from binds `name`; None where it is not read."""
        tree = self._linked(self._path_of(statement), module)
        if tree is None or tree.source.path in self._starring:
            return None
        return self.ev.names.module_of(tree.module).binds(name)

    def given_from_afar(self, name: str, scope: Scope) -> Alternatives:
        """What other modules set a module's `name` to: by `module.name = value`, or by any name with `setattr`."""
        if not self.links:
            return ()
        found: list[Alternative] = []
        for binding in self.ev.names.attribute_bindings.get(name, ()):
            if isinstance(binding.node, cst.Attribute) and self._is_module(binding.node.value, scope):
                found.extend(via(self.ev.binding_value(binding), Step(binding)))
        for receiver in self.ev.names.any_attribute_set:
            if self._is_module(receiver, scope):
                found.extend(self.ev.lost(receiver, f"`setattr` may set `{name}`"))
        return tuple(found)

    def _is_module(self, node: cst.BaseExpression, scope: Scope) -> bool:
        return any(
            isinstance(option.value, Package) and option.value.node is scope.node
            for option in self.ev.evaluate(node)
        )

    def _gives(self, scope: Scope, name: str) -> bool:
        """Whether `from module import *` may take `name` from the module: by its `__all__`, where that is known."""
        if not scope.binds("__all__"):
            return not name.startswith("_")
        listed: set[object] = set()
        for option in uses.value_at_end(self.ev, "__all__", scope, scope.node):
            if not isinstance(option.value, Row) or option.value.opens:
                return True
            for element in option.value.elements:
                for item in self.ev.evaluate(element):
                    if not isinstance(item.value, Literal):
                        return True
                    listed.add(item.value.data)
        return name in listed

    def _linked(self, importer: Path, module: str) -> Tree | None:
        target = self.links.get((importer, module))
        if target is None:
            return None
        tree = self._trees.get(target)
        if tree is None:
            self.wanted.setdefault(importer, {})[target] = None
        return tree

    def is_linked(self, qualified: str, importer: cst.CSTNode) -> bool:
        """Whether a qualified name comes from a file of the project."""
        path = self._path_of(importer)
        return any((path, module) in self.links for module, _ in _splits(qualified))

    def unread(self, value: Abstract, node: cst.CSTNode) -> Iterator[tuple[Path, Path]]:
        """The file that defines a value at `node`, behind the one that imports it, where it is not read."""
        match value:
            case Symbol(name=name, importer=importer):
                pass
            case Made(name=name, call=call) | Member(base=Made(name=name, call=call)):
                importer = self._path_of(call)
            case Partial(target=target):
                yield from self.unread(target, node)
                return
            case _:
                return
        importer = importer or self._path_of(node)
        if name.startswith("builtins."):
            # A name that nothing here binds may come by a star.
            root = self.ev.names.module_of(node).node
            stars = (
                self.links.get((importer, module)) for _, module in self.ev.names.stars.get(id(root), ())
            )
            yield from ((importer, file) for file in stars if file is not None and file not in self._trees)
        for module, _ in _splits(name):
            target_file = self.links.get((importer, module))
            if target_file is not None:
                if target_file not in self._trees:
                    yield importer, target_file
                return

    def leads(self) -> list[tuple[Path, Path]]:
        """The files that something has been asked of so far and that are not read, each behind the one that asked."""
        return [(importer, target) for importer, targets in self.wanted.items() for target in targets]

    def want_fixtures(self, function: cst.CSTNode) -> None:
        """Asks for the files that may hold the fixture which a test is handed, where they are not read."""
        path = self._path_of(function)
        if is_handed_fixtures(path.name):
            for folder in path.parents:
                if folder / FIXTURES not in self._trees:
                    self.wanted.setdefault(path, {})[folder / FIXTURES] = None

    def _submodule(self, package: Package, path: Path, name: str) -> Package | None:
        if path.name != "__init__.py":
            return None
        for importer, module in (
            (path, f".{name}"),
            (package.symbol.importer, f"{package.symbol.name}.{name}"),
        ):
            tree = self._linked(importer, module) if importer is not None else None
            if tree is not None:
                return Package(tree.module, Symbol(module, importer))
        return None

    def _path_of(self, node: cst.CSTNode) -> Path:
        return self.ev.tree.tree_of(node).source.path


def _splits(qualified: str) -> Iterator[tuple[str, list[str]]]:
    """The ways to read a qualified name as a module and names in it, the longest module first."""
    dots = len(qualified) - len(qualified.lstrip("."))
    parts = qualified[dots:].split(".") if qualified[dots:] else []
    for cut in range(len(parts), -1, -1):
        module = "." * dots + ".".join(parts[:cut])
        if module:
            yield module, parts[cut:]
