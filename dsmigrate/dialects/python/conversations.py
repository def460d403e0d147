"""What a list of messages is put together from: where it is made, and wherever something is added to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator
from functools import cached_property
from typing import NamedTuple

import libcst as cst

from dsmigrate.dialects.python import classes, function_calls, uses
from dsmigrate.dialects.python.abstract import Routine
from dsmigrate.dialects.python.evaluate import Evaluator
from dsmigrate.dialects.python.flow import NO_CHOICE, Choices, combine
from dsmigrate.dialects.python.scopes import Binding, Scope, dotted

_COPIES = ("list", "copy", "deepcopy", "tuple")
# The position of what is added among the arguments, by method.
_ADDING = {"append": 0, "insert": 1}
_DEPTH = 12


class Part(NamedTuple):
    """One message that may be in a list, under `choices`: those of the callers that put it in."""

    message: cst.BaseExpression
    choices: Choices = NO_CHOICE


class Conversations:
    """Follows lists: by their names, through functions of the project, and to the callers that pass them."""

    def __init__(self, ev: Evaluator) -> None:
        self.ev = ev

    def parts(self, messages: cst.BaseExpression, callers: Collection[Hashable] = ()) -> Iterator[Part]:
        """The messages that may be in a list. `callers` are choices of callers that are not to be followed."""
        yield from _Following(self.ev, callers, self._additions).follow(messages, NO_CHOICE, 0)

    @cached_property
    def _additions(self) -> dict[str, list[cst.Call | cst.AugAssign]]:
        """By the name of a list, or of the attribute that holds it, all that adds to one of that name."""
        found: dict[str, list[cst.Call | cst.AugAssign]] = defaultdict(list)
        for method in (*_ADDING, "extend"):
            for call in self.ev.names.calls_by_name.get(method, ()):
                if isinstance(call.func, cst.Attribute) and dotted(call.func.value):
                    found[dotted(call.func.value)].append(call)
        for node in self.ev.tree.of(cst.AugAssign):
            if isinstance(node.operator, cst.AddAssign):
                found[dotted(node.target)].append(node)
        return found


class _Following:
    """One list that is followed; nothing is met twice."""

    def __init__(
        self,
        ev: Evaluator,
        callers: Collection[Hashable],
        additions: dict[str, list[cst.Call | cst.AugAssign]],
    ) -> None:
        self.ev = ev
        self.callers = callers
        self.additions = additions
        self.seen: set[object] = set()

    def follow(self, node: cst.CSTNode | None, choices: Choices, depth: int) -> Iterator[Part]:
        """The messages of a list by its expression."""
        if node is None or depth > _DEPTH or (id(node), choices) in self.seen:
            return
        self.seen.add((id(node), choices))
        match node:
            case cst.List(elements=elements) | cst.Tuple(elements=elements):
                for element in elements:
                    if isinstance(element, cst.Element):
                        yield Part(element.value, choices)
                    else:
                        yield from self.follow(element.value, choices, depth + 1)
            case cst.BinaryOperation(left=left, operator=cst.Add(), right=right):
                yield from self.follow(left, choices, depth + 1)
                yield from self.follow(right, choices, depth + 1)
            case cst.IfExp(body=one, orelse=other) | cst.BooleanOperation(left=one, right=other):
                yield from self.follow(one, choices, depth + 1)
                yield from self.follow(other, choices, depth + 1)
            case cst.Subscript(value=value, slice=[cst.SubscriptElement(slice=cst.Slice())]):
                yield from self.follow(value, choices, depth + 1)
            case cst.Call():
                yield from self._made(node, choices, depth)
            case cst.Name():
                yield from self._named(node, choices, depth)
            case cst.Attribute():
                yield from self._attribute(node, choices, depth)
            case _:
                pass

    def _made(self, call: cst.Call, choices: Choices, depth: int) -> Iterator[Part]:
        """The messages of a list that a call gives: a copy, or what a function of the project gives back."""
        name = dotted(call.func).rpartition(".")[2]
        if name in _COPIES:
            copied = call.func.value if isinstance(call.func, cst.Attribute) and not call.args else None
            yield from self.follow(copied or (call.args[0].value if call.args else None), choices, depth + 1)
            return
        for function, inner in self._routines(call, choices):
            for statement in self.ev.names.returns.get(id(function), ()):
                yield from self.follow(statement.value, inner, depth + 1)

    def _routines(self, call: cst.Call, choices: Choices) -> Iterator[tuple[cst.FunctionDef, Choices]]:
        """The functions of the project that a call calls, each with the choice that it is called from here."""
        for option in self.ev.evaluate(call.func):
            if isinstance(option.value, Routine) and isinstance(option.value.node, cst.FunctionDef):
                function = option.value.node
                inner = combine(choices, frozenset({(("call", id(function)), id(call))}))
                if inner is not None:
                    yield function, inner

    def _named(self, node: cst.Name, choices: Choices, depth: int) -> Iterator[Part]:
        """The messages of a list by its name: by all that binds it, and all that adds to it."""
        names = self.ev.names
        scope = names.resolve(node.value, names.scope_of(node))
        if scope is None:
            return
        bound = self._bound(node)
        for binding in bound:
            if binding.kind == "assign" and not binding.path:
                yield from self.follow(binding.value, choices, depth + 1)
            elif binding.kind == "param":
                yield from self._from_callers(binding, choices, depth)
        yield from self._added_to(node.value, scope, bound, choices, depth)
        for value in names.values_by_name.get(node.value, ()):
            if isinstance(value, cst.Name) and value is not node and self._is_same(value, scope, bound):
                yield from self._handed(value, choices, depth)

    def _bound(self, node: cst.Name) -> list[Binding]:
        reaches = uses.reaching(self.ev, node)
        return list({id(r.binding): r.binding for r in reaches if r.binding is not None}.values())

    def _is_same(self, name: cst.Name, scope: Scope, bound: list[Binding]) -> bool:
        """Whether a name stands for the list that some bindings in a scope made."""
        names = self.ev.names
        if names.resolve(name.value, names.scope_of(name)) is not scope:
            return False
        here = {id(binding) for binding in self._bound(name)}
        return not bound or not here or any(id(binding) in here for binding in bound)

    def _from_callers(self, binding: Binding, choices: Choices, depth: int) -> Iterator[Part]:
        """The messages of the lists that callers pass; of the one caller that is chosen, where one is."""
        key = ("call", id(binding.scope.node))
        if key in self.callers:
            return
        chosen = dict(choices).get(key)
        for call, passed in function_calls.handed_in(self.ev, binding):
            if passed is not None and chosen in (None, id(call)):
                yield from self.follow(passed, frozenset(c for c in choices if c[0] != key), depth + 1)

    def _added_to(
        self, name: str, scope: Scope, bound: list[Binding], choices: Choices, depth: int
    ) -> Iterator[Part]:
        """What is added anywhere to the list of a name that some bindings in a scope made."""
        for addition in self.additions.get(name, ()):
            target = addition.target if isinstance(addition, cst.AugAssign) else addition.func
            if isinstance(target, cst.Attribute):
                target = target.value
            if isinstance(target, cst.Name) and self._is_same(target, scope, bound):
                yield from self._added(addition, choices, depth)

    def _added(self, addition: cst.Call | cst.AugAssign, choices: Choices, depth: int) -> Iterator[Part]:
        """What is added to a list in one place."""
        if isinstance(addition, cst.AugAssign):
            yield from self.follow(addition.value, choices, depth + 1)
            return
        assert isinstance(addition.func, cst.Attribute)
        position = _ADDING.get(addition.func.attr.value)
        if position is None:
            yield from self.follow(addition.args[0].value if addition.args else None, choices, depth + 1)
        elif len(addition.args) == position + 1:
            yield Part(addition.args[position].value, choices)

    def _handed(self, value: cst.BaseExpression, choices: Choices, depth: int) -> Iterator[Part]:
        """What a function of the project adds to a list that it is given."""
        argument = self.ev.tree.parent(value)
        call = self.ev.tree.parent(argument) if isinstance(argument, cst.Arg) else None
        if not isinstance(call, cst.Call) or depth > _DEPTH:
            return
        for function, inner in self._routines(call, choices):
            parameters_of = self.ev.names.own_scope(function).bindings
            for name, bindings in parameters_of.items():
                for binding in bindings:
                    if binding.kind == "param" and any(
                        made is call and passed is value
                        for made, passed in function_calls.handed_in(self.ev, binding)
                    ):
                        yield from self._in_function(name, binding, inner, depth + 1)

    def _in_function(self, name: str, binding: Binding, choices: Choices, depth: int) -> Iterator[Part]:
        """What a function adds to the list that one of its parameters is."""
        if (id(binding), choices) in self.seen:
            return
        self.seen.add((id(binding), choices))
        yield from self._added_to(name, binding.scope, [binding], choices, depth)

    def _attribute(self, node: cst.Attribute, choices: Choices, depth: int) -> Iterator[Part]:
        """The messages of a list that an attribute holds: all that the methods of its class put in."""
        name = dotted(node)
        if not name:
            return
        cls = self._class_of(node)
        for addition in self.additions.get(name, ()):
            if self._class_of(addition) is cls:
                yield from self._added(addition, choices, depth)
        function = self.ev.names.function_of(node)
        owner = self.ev.names.class_of(function) if isinstance(function, cst.FunctionDef) else None
        for method in classes.methods(self.ev, owner) if owner is not None else ():
            for binding in self.ev.names.own_scope(method).bindings.get(name, ()):
                if binding.kind == "assign" and not binding.path:
                    yield from self.follow(binding.value, choices, depth + 1)
        for value in self.ev.names.values_by_name.get(node.attr.value, ()):
            if value is not node and dotted(value) == name and self._class_of(value) is cls:
                yield from self._handed(value, choices, depth)

    def _class_of(self, node: cst.CSTNode) -> cst.CSTNode | None:
        return next(
            (above for above in self.ev.tree.ancestors(node) if isinstance(above, cst.ClassDef)), None
        )
