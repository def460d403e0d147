"""What other modules are likely to take a retired ID from, or be handed one by: told by values, not by names alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

import libcst as cst

from dsmigrate.dialects.python import classes, lookups, uses
from dsmigrate.dialects.python.abstract import (
    Abstract,
    Alternatives,
    Class,
    Literal,
    Made,
    Object,
    Partial,
    Routine,
    Row,
    Table,
)
from dsmigrate.dialects.python.carriers import Carriers
from dsmigrate.dialects.python.evaluate import Evaluator
from dsmigrate.dialects.python.exports import members
from dsmigrate.dialects.python.scopes import Binding, dotted

# Over how many names a value is followed, and how deep into what is put together, to see who else may want it.
HOPS = 3
DEPTH = 3


class Offers:
    """Finds what holds one of `values`, the literals that matter."""

    def __init__(self, ev: Evaluator, values: Iterable[cst.CSTNode]) -> None:
        self.ev = ev
        values = list(values)
        self._values = set(map(id, values))
        self._holds: dict[int, bool] = {}
        self._near = Carriers(ev.graph, values, hops=HOPS)
        self._next = Carriers(ev.graph, values, hops=1)
        named = {
            cls.name.value for cls in ev.names.classes if any(map(self._is_near, members(ev.names, cls)))
        }
        self._carriers = Carriers(ev.graph, values, self._with_heirs(named), HOPS) if values else self._near

    def has(self, node: cst.BaseExpression) -> bool:
        """Whether an expression gives one of the values, or something that holds one."""
        return self._carriers.may_reach(node) and self._tell(self.ev.evaluate(node), DEPTH)

    def takers(self) -> Iterator[tuple[Path, Path]]:
        """The files that are not read and define what is called with something that holds one of the values.

        Each comes behind the file that imports it. What is defined there only by way of an instance counts where it is
        handed a value itself.
        """
        for call in self.ev.names.calls:
            if isinstance(call.func, cst.Attribute) and classes.is_super(call.func.value):
                yield from self._taken_above(call)
                continue
            imported = self._imported(call.func)
            carriers = self._carriers if imported else self._next
            if not (
                self.ev.linker.is_linked(imported, call.func)
                if imported
                else self._from_project.may_reach(call.func)
            ):
                continue
            if any(carriers.may_reach(argument.value) for argument in call.args):
                # To follow what is called takes less time than to follow all that it is given.
                unread = list(self._unread(call.func))
                if unread and any(self.has(argument.value) for argument in call.args):
                    yield from unread
        for cls in self.ev.names.classes:
            if self._is_holder(cls):
                for base in cls.bases:
                    yield from self._unread(base.value)

    def _taken_above(self, call: cst.Call) -> Iterator[tuple[Path, Path]]:
        """The files of the bases that are not read, where `super().name(...)` is handed a value."""
        function = self.ev.names.function_of(call)
        cls = self.ev.names.class_of(function) if isinstance(function, cst.FunctionDef) else None
        if cls is not None and any(self.has(argument.value) for argument in call.args):
            for current in classes.lineage(self.ev, cls):
                for base in current.bases:
                    yield from self._unread(base.value)

    @cached_property
    def _from_project(self) -> Carriers:
        """The names that may stand for something from another file of the project."""
        seeds = {
            binding.name
            for scope in self.ev.names.scopes.values()
            for bindings in scope.bindings.values()
            for binding in bindings
            if binding.kind == "import" and self.ev.linker.is_linked(binding.qualified, binding.node)
        }
        if any(self.ev.names.stars.values()):
            seeds.update(self.ev.names.calls_by_name)
        return Carriers(self.ev.graph, (), seeds)

    def _unread(self, node: cst.BaseExpression) -> Iterator[tuple[Path, Path]]:
        """The files that are not read and define what an expression is, each behind the one that imports it."""
        for option in self.ev.evaluate(node):
            yield from self.ev.linker.unread(option.value, node)

    def _imported(self, callee: cst.BaseExpression) -> str:
        """What a name that is imported goes by where it comes from; empty for any other."""
        root, _, rest = dotted(callee).partition(".")
        scope = self.ev.names.resolve(root, self.ev.names.scope_of(callee)) if root else None
        bindings = scope.bindings[root] if scope is not None else []
        qualified = next((binding.qualified for binding in bindings if binding.kind == "import"), "")
        return f"{qualified}.{rest}" if qualified and rest else qualified

    def names(self) -> dict[Path, list[str]]:
        """For each module, by its file: its names, `NAME` or `Class.attribute`, that hold one of the values."""
        names = self.ev.names
        found: dict[Path, list[str]] = {}
        for scope in names.modules:
            found[names.tree.tree_of(scope.node).source.path] = [
                name
                for name in scope.bindings
                if "." not in name
                and name in self._carriers.names
                and self._tell(uses.value_at_end(self.ev, name, scope, scope.node), DEPTH)
            ]
        for cls in names.classes:
            if self._is_holder(cls):
                mine = [f"{cls.name.value}.{name}" for name in dict.fromkeys(self._telling(cls))]
                found[names.tree.tree_of(cls).source.path] += mine
        return found

    def _with_heirs(self, named: set[str]) -> set[str]:
        while True:
            more = {
                cls.name.value
                for cls in self.ev.names.classes
                if any(not named.isdisjoint(self.ev.graph.mentioned(base.value)) for base in cls.bases)
            }
            if more <= named:
                return named
            named |= more

    def _is_near(self, member: tuple[str, Binding]) -> bool:
        return member[0] in self._near.names

    def _tell(self, alternatives: Alternatives, depth: int) -> bool:
        return depth > 0 and any(self._tells(option.value, depth) for option in alternatives)

    def _tells(self, value: Abstract, depth: int) -> bool:
        match value:
            case Literal(node=node):
                return id(node) in self._values
            case Table(entries=entries):
                return any(self._tell(lookups.entry_value(self.ev, entry), depth - 1) for entry in entries)
            case Row(elements=elements):
                return any(self._tell(self.ev.evaluate(element), depth - 1) for element in elements)
            case Object(cls=cls) | Class(node=cls):
                return self._is_holder(cls)
            case Made(call=call) | Partial(call=call):
                return any(self._tell(self.ev.evaluate(arg.value), depth - 1) for arg in call.args)
            case Routine(node=cst.FunctionDef() as function):
                given = self.ev.names.returns.get(id(function), ())
                return any(each.value is not None and self.has(each.value) for each in given)
            case _:
                return False

    def _is_holder(self, cls: cst.ClassDef) -> bool:
        known = self._holds.get(id(cls))
        if known is None:
            self._holds[id(cls)] = False  # while it is being found out
            bases = (option.value for base in cls.bases for option in self.ev.evaluate(base.value))
            known = self._holds[id(cls)] = any(self._telling(cls)) or any(
                isinstance(base, Class) and self._is_holder(base.node) for base in bases
            )
        return known

    def _telling(self, cls: cst.ClassDef) -> Iterator[str]:
        """The members of a class that hold one of the values."""
        for name, binding in members(self.ev.names, cls):
            if name in self._carriers.names and self._tell(self.ev.binding_value(binding), DEPTH):
                yield name
