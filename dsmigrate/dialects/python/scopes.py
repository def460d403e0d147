"""`Names`: who binds which name where in a module, and the lists of calls, strings and tests in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import libcst as cst

from dsmigrate.dialects.python.tree import Forest

Function = cst.FunctionDef | cst.Lambda
SmallStatement = cst.BaseSmallStatement | cst.BaseCompoundStatement
MUTATORS = frozenset({
    "update", "setdefault", "pop", "popitem", "clear", "append", "extend", "insert", "remove", "add", "discard",
    "sort", "reverse", "appendleft", "popleft", "extendleft", "difference_update", "intersection_update",
    "symmetric_difference_update", "__setitem__", "__delitem__",
})  # fmt: skip
# Kinds of bindings that change the object a name stands for, and leave the name bound as it was.
CHANGES = frozenset({"item", "mutate", "augment"})
_COMPREHENSIONS = (cst.ListComp, cst.SetComp, cst.DictComp, cst.GeneratorExp)
# What opens a scope for its body.
_OPENING = (cst.FunctionDef, cst.ClassDef, cst.Lambda)
# What a name stands in, right above it, where it is bound or imported and not used as a value.
_NO_VALUE_BELOW = (
    cst.Attribute, cst.ImportAlias, cst.ImportFrom, cst.Param, cst.FunctionDef, cst.ClassDef, cst.Decorator,
    cst.AsName, cst.Annotation,
)  # fmt: skip


@dataclass(eq=False, slots=True)
class Scope:
    """A module, class, function, lambda or comprehension, and what is bound in it, by name or dotted name."""

    node: cst.CSTNode
    parent: Scope | None
    bindings: dict[str, list[Binding]] = field(default_factory=lambda: defaultdict(list))
    outer: dict[str, Scope] = field(default_factory=dict)

    def binds(self, name: str) -> bool:
        """Whether the scope binds the name itself, and does not only change what it stands for, or take it away."""
        return any(
            binding.kind not in CHANGES and binding.kind != "deleted"
            for binding in self.bindings.get(name, ())
        )

    @property
    def is_class(self) -> bool:
        return isinstance(self.node, cst.ClassDef)

    @property
    def is_module(self) -> bool:
        return isinstance(self.node, cst.Module)


@dataclass(eq=False, slots=True)
class Binding:
    """One way in which a name gets, or changes, its value.

    `kind` is assign, augment, loop, with, import, def, class, param, item (`name[key] = value`; without a value
    where it is deleted or not known), mutate (`name.update(...)`), deleted (`del name`: it has no value from then on)
    or opaque. `path` leads into an unpacked tuple. `statement` is what does it, in the scope's own body; None where a
    nested function does it through `global`.
    """

    name: str
    kind: str
    node: cst.CSTNode
    scope: Scope
    value: cst.CSTNode | None = None
    path: tuple[int, ...] = ()
    key: cst.BaseExpression | None = None
    statement: cst.CSTNode | None = None
    qualified: str = ""


def dotted(node: cst.CSTNode) -> str:
    """`a.b.c` for a name or a chain of attributes on one; empty for anything else."""
    parts: list[str] = []
    # By type, not isinstance: libcst's nodes have an abstract base class, whose check costs ten times as much.
    while type(node) is cst.Attribute:
        parts.append(node.attr.value)
        node = node.value
    if type(node) is not cst.Name:
        return ""
    parts.append(node.value)
    return ".".join(reversed(parts))


def _whose_attributes(node: cst.BaseExpression) -> cst.BaseExpression | None:
    """The object whose attributes an expression holds as a dict: `thing` of `thing.__dict__` and `vars(thing)`."""
    match node:
        case cst.Attribute(value=thing, attr=cst.Name(value="__dict__")):
            return thing
        case cst.Call(func=cst.Name(value="vars"), args=[cst.Arg(value=thing)]):
            return thing
        case _:
            return None


def statements(block: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """The statements of a body, small ones one by one."""
    for statement in getattr(block, "body", ()):
        if type(statement) is cst.SimpleStatementLine:
            yield from statement.body
        else:
            yield statement


class Names:
    """The scopes of the modules that are read together, and what was met in them, each list in source order."""

    def __init__(self, tree: Forest) -> None:
        self.tree = tree
        self.modules = [Scope(one.module, None) for one in tree.trees]
        self.scopes: dict[int, Scope] = {id(scope.node): scope for scope in self.modules}
        self._scope_of: dict[int, Scope] = dict(self.scopes)
        self.stars: dict[int, list[tuple[cst.ImportFrom, str]]] = defaultdict(list)
        self.calls: list[cst.Call] = []
        self.calls_by_name: dict[str, list[cst.Call]] = defaultdict(list)
        # Calls of what another call gives.
        self.calls_of_results: list[cst.Call] = []
        self.strings: list[cst.SimpleString] = []
        self.comparisons: list[cst.Comparison] = []
        self.matches: list[cst.Match] = []
        self.subscripts: list[cst.Subscript] = []
        self.classes: list[cst.ClassDef] = []
        self.functions: list[Function] = []
        self.returns: dict[int, list[cst.Return]] = defaultdict(list)
        self.yields: dict[int, list[cst.Yield]] = defaultdict(list)
        self.changes: list[Binding] = []
        self.attribute_bindings: dict[str, list[Binding]] = defaultdict(list)
        self.any_attribute_set: list[cst.BaseExpression] = []
        self.values_by_name: dict[str, list[cst.BaseExpression]] = defaultdict(list)
        for node in tree.nodes:
            visit = _VISITS.get(type(node))
            if visit is not None:
                visit(self, node)

    @cached_property
    def arguments_by_name(self) -> dict[str, list[cst.Arg]]:
        """What calls pass by a name, by that name."""
        found: dict[str, list[cst.Arg]] = defaultdict(list)
        for call in self.calls:
            for argument in call.args:
                if argument.keyword is not None:
                    found[argument.keyword.value].append(argument)
        return found

    @cached_property
    def other_names(self) -> dict[str, set[str]]:
        """By a name, the further ones that a plain assignment or an import gives to what it stands for."""
        found: dict[str, set[str]] = defaultdict(set)
        for scope in self.scopes.values():
            for name, bindings in scope.bindings.items():
                for binding in bindings:
                    if binding.kind == "assign" and type(binding.value) is cst.Name:
                        found[binding.value.value].add(name.rpartition(".")[2])
                    elif binding.kind == "import":
                        found[binding.qualified.rpartition(".")[2]].add(binding.name)
        return found

    def scope_of(self, node: cst.CSTNode) -> Scope:
        """The scope in which an expression or statement is evaluated."""
        known = self._scope_of.get(id(node))
        if known is not None:
            return known
        above = self.tree.parent(node)
        if above is None:
            return self.modules[0]
        if type(above) in _COMPREHENSIONS or (
            type(above) in _OPENING and node is getattr(above, "body", None)
        ):
            scope = self._own(above)
        elif type(above) is cst.CompFor and node is above.iter and self._is_outermost(above):
            # What is looped over first is worked out before the comprehension's own scope begins.
            around = self._own(self.tree.parent(above) or above).parent
            scope = around if around is not None else self.module_of(above)
        else:
            scope = self.scope_of(above)
        self._scope_of[id(node)] = scope
        return scope

    def module_of(self, node: cst.CSTNode) -> Scope:
        """The scope of the module that `node` stands in; the first one's for a node that was made up."""
        return self.scopes.get(id(self.tree.root_of(node)), self.modules[0])

    def _own(self, node: cst.CSTNode) -> Scope:
        scope = self.scopes.get(id(node))
        if scope is None:
            scope = self.scopes[id(node)] = Scope(node, self.scope_of(node))
        return scope

    def _is_outermost(self, loop: cst.CompFor) -> bool:
        return type(self.tree.parent(loop)) in _COMPREHENSIONS

    def own_scope(self, node: cst.CSTNode) -> Scope:
        """The scope that a function, class or lambda opens."""
        return self._own(node)

    def statement_of(self, node: cst.CSTNode) -> cst.CSTNode:
        """The innermost statement that `node` belongs to."""
        if isinstance(node, (cst.BaseSmallStatement, cst.BaseCompoundStatement)):
            return node
        for above in self.tree.ancestors(node):
            if isinstance(above, (cst.BaseSmallStatement, cst.BaseCompoundStatement)):
                return above
        return self.tree.root_of(node)

    def function_of(self, node: cst.CSTNode) -> Function | None:
        """The function whose body `node` stands in."""
        scope: Scope | None = self.scope_of(node)
        while scope is not None:
            if isinstance(scope.node, (cst.FunctionDef, cst.Lambda)):
                return scope.node
            scope = scope.parent
        return None

    def class_of(self, function: Function) -> cst.ClassDef | None:
        """The class whose body `function` is a method of."""
        scope = self.scope_of(function)
        return scope.node if isinstance(scope.node, cst.ClassDef) else None

    def resolve(self, name: str, scope: Scope) -> Scope | None:
        """The scope that binds `name` as seen from `scope`; None for a builtin or an unknown name."""
        current: Scope | None = scope
        first = True
        while current is not None:
            if name in current.outer:
                holder = current.outer[name]
                return holder if holder.binds(name) else None
            if (first or not current.is_class) and current.binds(name):
                return current
            first = False
            current = current.parent
        return None

    def _bind(self, target: cst.CSTNode, binding: Binding) -> None:
        match target:
            case cst.Name(value=name):
                binding.name = name
                self._file(name, binding)
            case cst.Attribute():
                binding.name = dotted(target)
                self.attribute_bindings[target.attr.value].append(binding)
                if binding.name:
                    binding.scope.bindings[binding.name].append(binding)
            case cst.Tuple() | cst.List():
                for index, element in enumerate(target.elements):
                    inner = Binding(
                        "", binding.kind, element.value, binding.scope, binding.value, (*binding.path, index)
                    )
                    inner.statement = binding.statement
                    if isinstance(element, cst.StarredElement):
                        inner.kind = "opaque"
                    self._bind(element.value, inner)
            case cst.Subscript() if (owner := _whose_attributes(target.value)) is not None:
                self.any_attribute_set.append(owner)
            case cst.Subscript():
                name = dotted(target.value)
                if name:
                    part = target.slice[0].slice if len(target.slice) == 1 else None
                    key = part.value if isinstance(part, cst.Index) else None
                    item = Binding(name, "item", target, binding.scope, binding.value, binding.path, key)
                    item.statement = binding.statement
                    if binding.kind != "assign" or binding.path:
                        item.value = None
                    self._file(name, item)
                elif isinstance(target.value, cst.Subscript):
                    self._deep_item(target.value, binding)
            case _:
                pass

    def _deep_item(self, target: cst.Subscript, binding: Binding) -> None:
        """`a["x"]["y"] = value`: something under the first key changes."""
        while isinstance(target.value, cst.Subscript):
            target = target.value
        name = dotted(target.value)
        if name and len(target.slice) == 1 and isinstance(target.slice[0].slice, cst.Index):
            key = target.slice[0].slice.value
            item = Binding(name, "item", target, binding.scope, None, (), key, binding.statement)
            self._file(name, item)

    def _file(self, name: str, binding: Binding) -> None:
        """Files a binding with the scope that owns the name: another one than its own after `global` or `nonlocal`."""
        owner = binding.scope.outer.get(name)
        if owner is not None:
            binding.statement = None
            binding.scope = owner
        binding.scope.bindings[name].append(binding)
        if binding.kind in CHANGES:
            self.changes.append(binding)

    def _assignment(
        self, node: cst.CSTNode, target: cst.CSTNode, value: cst.CSTNode | None, kind: str
    ) -> None:
        binding = Binding("", kind, target, self.scope_of(node), value, statement=self.statement_of(node))
        self._bind(target, binding)

    def _visit_assign(self, node: cst.Assign) -> None:
        for target in node.targets:
            self._assignment(node, target.target, node.value, "assign")

    def _visit_ann_assign(self, node: cst.AnnAssign) -> None:
        if node.value is not None or self.scope_of(node).is_class:
            self._assignment(node, node.target, node.value, "assign")

    def _visit_aug_assign(self, node: cst.AugAssign) -> None:
        self._assignment(node, node.target, node, "augment")

    def _visit_named(self, node: cst.NamedExpr) -> None:
        scope = self.scope_of(node)
        while type(scope.node) in _COMPREHENSIONS and scope.parent is not None:
            scope = scope.parent
        binding = Binding("", "assign", node.target, scope, node.value, statement=self.statement_of(node))
        self._bind(node.target, binding)

    def _visit_for(self, node: cst.For | cst.CompFor) -> None:
        self._assignment(node, node.target, node.iter, "loop")

    def _visit_with(self, node: cst.With) -> None:
        for item in node.items:
            if item.asname is not None:
                self._assignment(node, item.asname.name, item.item, "with")

    def _visit_except(self, node: cst.ExceptHandler | cst.ExceptStarHandler) -> None:
        if node.name is not None:
            self._assignment(node, node.name.name, None, "opaque")

    def _visit_capture(self, node: cst.MatchAs | cst.MatchStar) -> None:
        if node.name is not None:
            self._assignment(node, node.name, None, "opaque")

    def _visit_import(self, node: cst.Import) -> None:
        for alias in node.names:
            name = dotted(alias.name)
            if alias.asname is not None:
                self._import(node, dotted(alias.asname.name), name)
            else:
                root = name.partition(".")[0]
                self._import(node, root, root)

    def _visit_import_from(self, node: cst.ImportFrom) -> None:
        module = "." * len(node.relative) + (dotted(node.module) if node.module is not None else "")
        if isinstance(node.names, cst.ImportStar):
            self.stars[id(self.tree.root_of(node))].append((node, module))
            return
        for alias in node.names:
            name = dotted(alias.name)
            bound = dotted(alias.asname.name) if alias.asname is not None else name
            joint = "" if module.endswith(".") or not module else "."
            self._import(node, bound, f"{module}{joint}{name}")

    def _import(self, node: cst.CSTNode, bound: str, qualified: str) -> None:
        binding = Binding(bound, "import", node, self.scope_of(node), statement=self.statement_of(node))
        binding.qualified = qualified
        self._file(bound, binding)

    def _visit_function(self, node: cst.FunctionDef) -> None:
        self.functions.append(node)
        binding = Binding(node.name.value, "def", node, self.scope_of(node), node, statement=node)
        self._file(node.name.value, binding)
        self._own(node)

    def _visit_lambda(self, node: cst.Lambda) -> None:
        self.functions.append(node)

    def _visit_class(self, node: cst.ClassDef) -> None:
        self.classes.append(node)
        binding = Binding(node.name.value, "class", node, self.scope_of(node), node, statement=node)
        self._file(node.name.value, binding)
        self._own(node)

    def _visit_param(self, node: cst.Param) -> None:
        for above in self.tree.ancestors(node):
            if isinstance(above, (cst.FunctionDef, cst.Lambda)):
                scope = self._own(above)
                scope.bindings[node.name.value].append(
                    Binding(node.name.value, "param", node, scope, node.default)
                )
                return

    def _visit_outer(self, node: cst.Global | cst.Nonlocal) -> None:
        scope = self.scope_of(node)
        for item in node.names:
            name = item.name.value
            scope.outer[name] = (
                self.module_of(node) if isinstance(node, cst.Global) else self._enclosing(scope, name)
            )

    def _enclosing(self, scope: Scope, name: str) -> Scope:
        """The function around `scope` that `nonlocal name` means."""
        around = scope.parent
        nearest: Scope | None = None
        while around is not None and not around.is_module:
            if not around.is_class:
                nearest = nearest or around
                if name in around.bindings:
                    return around
            around = around.parent
        return nearest or self.module_of(scope.node)

    def _visit_call(self, node: cst.Call) -> None:
        self.calls.append(node)
        if isinstance(node.func, cst.Call):
            self.calls_of_results.append(node)
        if isinstance(node.func, cst.Name):
            self.calls_by_name[node.func.value].append(node)
            if node.func.value == "setattr" and len(node.args) == 3:
                self._visit_setattr(node)
        elif isinstance(node.func, cst.Attribute):
            name = node.func.attr.value
            self.calls_by_name[name].append(node)
            if name == "__setattr__" and len(node.args) == 3:
                self._visit_setattr(node)
            base = dotted(node.func.value)
            owner = _whose_attributes(node.func.value) if name in MUTATORS else None
            if owner is not None:
                self.any_attribute_set.append(owner)
            elif name in MUTATORS and isinstance(node.func.value, cst.Subscript):
                self._visit_inner_change(node, node.func.value)
            elif name in MUTATORS and base:
                change = Binding(
                    base, "mutate", node, self.scope_of(node), node, statement=self.statement_of(node)
                )
                self._file(base, change)

    def _visit_inner_change(self, node: cst.Call, target: cst.Subscript) -> None:
        """`a["x"].append(...)`: what stands under the key changes."""
        change = Binding("", "mutate", node, self.scope_of(node), node, statement=self.statement_of(node))
        name = dotted(target.value)
        if name and len(target.slice) == 1 and isinstance(target.slice[0].slice, cst.Index):
            change.name, change.key = name, target.slice[0].slice.value
            self._file(name, change)
        elif isinstance(target.value, cst.Subscript):
            self._deep_item(target.value, change)

    def _visit_setattr(self, node: cst.Call) -> None:
        """`setattr(thing, "name", value)` is an assignment; with a name that is not literal, to any attribute."""
        receiver, name, value = (argument.value for argument in node.args)
        if isinstance(name, cst.SimpleString) and isinstance(name.evaluated_value, str):
            target = cst.Attribute(receiver, cst.Name(name.evaluated_value))
            self._assignment(node, target, value, "assign")
        else:
            self.any_attribute_set.append(receiver)

    def _visit_load(self, node: cst.Name | cst.Attribute) -> None:
        """Notes where a name is used as a value: not called, bound, imported or given as a keyword."""
        above = self.tree.parent(node)
        # This is asked of every name, and `isinstance` costs ten times as much for libcst's abstract classes.
        if type(above) is cst.AssignTarget or (type(above) is cst.Call and above.func is node):
            return
        if type(node) is cst.Attribute:
            self.values_by_name[node.attr.value].append(node)
        elif (
            type(node) is cst.Name
            and type(above) not in _NO_VALUE_BELOW
            and not (type(above) is cst.Arg and above.keyword is node)
        ):
            self.values_by_name[node.value].append(node)

    def _visit_del(self, node: cst.Del) -> None:
        # An item that is deleted is a change of what holds it.
        self._assignment(node, node.target, None, "deleted")

    def _visit_return(self, node: cst.Return) -> None:
        function = self.function_of(node)
        if function is not None:
            self.returns[id(function)].append(node)

    def _visit_yield(self, node: cst.Yield) -> None:
        function = self.function_of(node)
        if function is not None:
            self.yields[id(function)].append(node)


_VISITS: dict[type[cst.CSTNode], Callable[[Names, Any], None]] = {
    cst.Assign: Names._visit_assign,
    cst.AnnAssign: Names._visit_ann_assign,
    cst.AugAssign: Names._visit_aug_assign,
    cst.NamedExpr: Names._visit_named,
    cst.For: Names._visit_for,
    cst.CompFor: Names._visit_for,
    cst.With: Names._visit_with,
    cst.ExceptHandler: Names._visit_except,
    cst.ExceptStarHandler: Names._visit_except,
    cst.MatchAs: Names._visit_capture,
    cst.MatchStar: Names._visit_capture,
    cst.Import: Names._visit_import,
    cst.ImportFrom: Names._visit_import_from,
    cst.FunctionDef: Names._visit_function,
    cst.Lambda: Names._visit_lambda,
    cst.ClassDef: Names._visit_class,
    cst.Param: Names._visit_param,
    cst.Global: Names._visit_outer,
    cst.Nonlocal: Names._visit_outer,
    cst.Call: Names._visit_call,
    cst.Name: Names._visit_load,
    cst.Attribute: Names._visit_load,
    cst.Del: Names._visit_del,
    cst.Return: Names._visit_return,
    cst.Yield: Names._visit_yield,
    cst.SimpleString: lambda names, node: names.strings.append(node),
    cst.Comparison: lambda names, node: names.comparisons.append(node),
    cst.Match: lambda names, node: names.matches.append(node),
    cst.Subscript: lambda names, node: names.subscripts.append(node),
}
