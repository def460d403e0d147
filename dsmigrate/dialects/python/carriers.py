"""Which names of a module may carry a value: a quick look by name alone, so that only those need to be followed."""

from __future__ import annotations

from collections.abc import Iterable, Set

import libcst as cst

from dsmigrate.dialects.python.scopes import Names
from dsmigrate.dialects.python.tree import walk

_SEED = ""  # no identifier: stands for the values themselves


class Carriers:
    """The names that some of `values` (literals, by node), or what `seeds` name, may be reached through.

    It errs on the side of too many: a name counts wherever it is bound to anything that mentions a name that counts.
    """

    def __init__(self, names: Names, values: Set[int], seeds: Iterable[str] = ()) -> None:
        self.values = values
        self.names = {_SEED, *seeds}
        rules: list[tuple[set[str], set[str]]] = []
        parameters: dict[str, set[str]] = {}
        for scope in names.scopes.values():
            for bindings in scope.bindings.values():
                for binding in bindings:
                    last = binding.name.rpartition(".")[2]
                    if binding.kind == "param" and isinstance(scope.node, cst.FunctionDef):
                        parameters.setdefault(scope.node.name.value, set()).add(last)
                    if binding.value is not None and binding.kind not in ("def", "class"):
                        rules.append((self._mentioned(binding.value), {last}))
        for cls in names.classes:
            own = names.own_scope(cls).bindings
            parameters.setdefault(cls.name.value, set()).update(own, parameters.get("__init__", ()))
        for function in names.functions:
            if isinstance(function, cst.FunctionDef):
                for statement in names.returns.get(id(function), ()):
                    if statement.value is not None:
                        rules.append((self._mentioned(statement.value), {function.name.value}))
        for call in names.calls:
            callee = call.func.attr if isinstance(call.func, cst.Attribute) else call.func
            taken = parameters.get(callee.value, set()) if isinstance(callee, cst.Name) else set()
            for argument in call.args:
                named = {argument.keyword.value} if argument.keyword is not None else set()
                rules.append((self._mentioned(argument.value), taken | named))
        self._spread(rules)

    def _spread(self, rules: list[tuple[set[str], set[str]]]) -> None:
        pending = rules
        while True:
            reached = [given for mentioned, given in pending if mentioned & self.names]
            added = set().union(*reached) - self.names
            if not added:
                return
            self.names |= added
            pending = [rule for rule in pending if not rule[1] <= self.names]

    def _mentioned(self, node: cst.CSTNode) -> set[str]:
        found: set[str] = set()
        for inner in walk(node):
            if type(inner) is cst.Name:
                found.add(inner.value)
            elif id(inner) in self.values:
                found.add(_SEED)
        return found

    def may_reach(self, node: cst.CSTNode) -> bool:
        """Whether the expression `node` may have one of the values."""
        return not self.names.isdisjoint(self._mentioned(node))
