"""Which names of a module may carry a value: a quick look by name alone, so that only those need to be followed."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

import libcst as cst

from dsmigrate.dialects.python.scopes import Names
from dsmigrate.dialects.python.tree import Forest, walk


class NameGraph:
    """Which names are bound to, or given, an expression, and which names each of those expressions mentions."""

    def __init__(self, names: Names, runners: Collection[str] = ()) -> None:
        """`runners` are the names of what calls the functions that it is given."""
        self.tree: Forest = names.tree
        # Where among all nodes a name stands, and the names, in the same order.
        self._indices = self.tree.indices_of(cst.Name)
        self._standing = [node.value for node in self.tree.of(cst.Name)]
        self._indices_by_name: dict[str, list[int]] = defaultdict(list)
        for index, name in zip(self._indices, self._standing, strict=True):
            self._indices_by_name[name].append(index)
        # What an expression's value goes to: by the expression itself, and by every name that it mentions.
        self._from_node: dict[int, set[str]] = defaultdict(set)
        self._from_name: dict[str, set[str]] = defaultdict(set)
        for scope in names.scopes.values():
            for bindings in scope.bindings.values():
                for binding in bindings:
                    last = binding.name.rpartition(".")[2]
                    if binding.kind == "import":
                        self._from_name[binding.qualified.rpartition(".")[2]].add(binding.name)
                    if binding.value is not None and binding.kind not in ("def", "class"):
                        self._add(binding.value, {last})
        for function in names.functions:
            if isinstance(function, cst.FunctionDef):
                for statement in names.returns.get(id(function), ()):
                    if statement.value is not None:
                        self._add(statement.value, {function.name.value})
                for handing_out in names.yields.get(id(function), ()):
                    if handing_out.value is not None:
                        self._add(handing_out.value, {function.name.value})
        for cls in names.classes:
            for base in cls.bases:
                self._add(base.value, {cls.name.value})
        takers = _takers(names)
        for call in names.calls:
            callee = call.func.attr if isinstance(call.func, cst.Attribute) else call.func
            taken = takers.get(callee.value) if isinstance(callee, cst.Name) else None
            if _is_class_of_instance(call.func):
                taken = takers["__init__"]
            if isinstance(callee, cst.Name) and callee.value in runners:
                self._add_handed(call, takers)
            for argument in call.args:
                if argument.keyword is not None:
                    self._add(argument.value, {argument.keyword.value, *(taken.others if taken else ())})
                elif taken is not None:
                    self._add(argument.value, taken.names)

    def _add_handed(self, call: cst.Call, takers: Mapping[str, _Taken]) -> None:
        """What a call is given may go to the parameters of the functions that it is given."""
        for argument in call.args:
            last = argument.value.attr if isinstance(argument.value, cst.Attribute) else argument.value
            taken = takers.get(last.value) if isinstance(last, cst.Name) else None
            for other in call.args if taken is not None else ():
                if other is not argument and taken is not None:
                    self._add(other.value, taken.names)

    def _add(self, expression: cst.CSTNode, given: set[str]) -> None:
        self._from_node[id(expression)] |= given
        for name in self.mentioned(expression):
            self._from_name[name] |= given

    def mentioned(self, node: cst.CSTNode) -> Iterator[str]:
        """Every name and attribute that stands in `node`."""
        try:
            first, end = self.tree.extent(node)
        except KeyError:  # a node that was made up
            yield from (inner.value for inner in walk(node) if type(inner) is cst.Name)
            return
        yield from self._standing[bisect_left(self._indices, first) : bisect_left(self._indices, end)]

    def standing(self, names: Iterable[str]) -> list[int]:
        """The indices among all nodes, in rising order, at which one of `names`, which are all different, stands."""
        return sorted(chain.from_iterable(self._indices_by_name.get(name, ()) for name in names))

    def reached(
        self, values: Iterable[cst.CSTNode], seeds: Iterable[str], hops: int | None = None
    ) -> set[str]:
        """The names that may carry one of `values`, or what one of `seeds` names; by at most so many `hops`."""
        pending = list(seeds)
        for value in values:
            pending += self._from_node.get(id(value), ())
            for above in self.tree.ancestors(value):
                pending += self._from_node.get(id(above), ())
        found = set(pending)
        while pending and hops != 0:
            pending = list({next_ for name in pending for next_ in self._from_name.get(name, ())} - found)
            found.update(pending)
            hops = None if hops is None else hops - 1
        return found


@dataclass
class _Taken:
    """The names of parameters, and those among them that take any keyword."""

    names: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)

    def update(self, other: _Taken) -> None:
        self.names |= other.names
        self.others |= other.others


def _takers(names: Names) -> dict[str, _Taken]:
    """What arguments may go to, by the name of the function or class that is called."""
    found: dict[str, _Taken] = defaultdict(_Taken)
    for function in names.functions:
        if isinstance(function, cst.FunctionDef):
            found[function.name.value].update(_taken_by(function))
    for cls in names.classes:
        own = names.own_scope(cls).bindings
        makers = [b.node for b in own.get("__init__", ()) if isinstance(b.node, cst.FunctionDef)]
        made = [_taken_by(maker) for maker in makers] or [found["__init__"]]
        for taken in made:
            found[cls.name.value].update(taken)
        if not makers or any(taken.others for taken in made):
            found[cls.name.value].names |= set(own)
    return found


def _is_class_of_instance(callee: cst.BaseExpression) -> bool:
    """Whether `type(x)` or `x.__class__` is called."""
    if isinstance(callee, cst.Call):
        return isinstance(callee.func, cst.Name) and callee.func.value == "type"
    return isinstance(callee, cst.Attribute) and callee.attr.value == "__class__"


def _taken_by(function: cst.FunctionDef) -> _Taken:
    params = function.params
    stars = [param for param in (params.star_arg, params.star_kwarg) if isinstance(param, cst.Param)]
    named = [*params.posonly_params, *params.params, *params.kwonly_params, *stars]
    others = {params.star_kwarg.name.value} if params.star_kwarg is not None else set()
    return _Taken({param.name.value for param in named}, others)


class Carriers:
    """The names that some of `values` (literals), or what `seeds` name, may be reached through.

    It errs on the side of too many: a name counts wherever it is bound to anything that mentions a name that counts;
    with `hops`, only where it takes no more of such steps than that.
    """

    def __init__(
        self,
        graph: NameGraph,
        values: Iterable[cst.CSTNode],
        seeds: Iterable[str] = (),
        hops: int | None = None,
    ) -> None:
        self._graph = graph
        values = list(values)
        self.names = graph.reached(values, seeds, hops)
        self._indices = graph.standing(self.names)
        self._around = {id(value) for value in values}
        for value in values:
            self._around.update(id(above) for above in graph.tree.ancestors(value))

    def may_reach(self, node: cst.CSTNode) -> bool:
        """Whether the expression `node` may have one of the values."""
        if id(node) in self._around:
            return True
        try:
            first, end = self._graph.tree.extent(node)
        except KeyError:  # a node that was made up
            return not self.names.isdisjoint(self._graph.mentioned(node))
        place = bisect_left(self._indices, first)
        return place < len(self._indices) and self._indices[place] < end
