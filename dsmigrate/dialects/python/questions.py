"""What tests ask: the choices under which they are true or false, and when two of them ask the same."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python.abstract import Abstract, Literal, Row, truth
from dsmigrate.dialects.python.flow import Choices, combine
from dsmigrate.dialects.python.scopes import Scope, dotted
from dsmigrate.dialects.python.tree import children

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator

_PURE = (
    cst.Name, cst.Attribute, cst.Comparison, cst.ComparisonTarget, cst.BooleanOperation, cst.UnaryOperation,
    cst.SimpleString, cst.Integer, cst.Equal, cst.NotEqual, cst.In, cst.NotIn, cst.Is, cst.IsNot, cst.Not,
    cst.And, cst.Or, cst.GreaterThan, cst.LessThan, cst.GreaterThanEqual, cst.LessThanEqual, cst.Tuple, cst.List,
    cst.Element,
)  # fmt: skip
# Renders a node by itself, without asking where it stands.
_RENDERER = cst.Module([])


class Questions:
    """Answers what a test stands for, and remembers it: every name that is followed past a test asks again.

    `conditions` has, by what is asked, a test that asks it and whether it does so positively.
    """

    def __init__(self, ev: Evaluator) -> None:
        self.ev = ev
        self.conditions: dict[Hashable, tuple[cst.BaseExpression, bool]] = {}
        self._branches: dict[tuple[int, bool], list[Choices]] = {}
        self._questions: dict[int, tuple[Hashable, bool]] = {}

    def forget(self) -> None:
        """Forgets what rests on values that have been worked out."""
        self._branches.clear()

    def branches(self, test: cst.BaseExpression, taken: bool) -> list[Choices]:
        """The choices under which `test` is true (`taken`) or false; more than one where values decide it."""
        while isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
            test, taken = test.expression, not taken
        known = self._branches.get((id(test), taken))
        if known is None:
            known = self._worked_out(test, taken)
            if self._is_settled(test):
                self._branches[id(test), taken] = known
        return known

    def _is_settled(self, test: cst.BaseExpression) -> bool:
        """Whether what a test asks about has been worked out to the end."""
        match test:
            case cst.Name() | cst.Attribute():
                return self.ev.is_settled(test)
            case cst.Comparison(left=left, comparisons=[cst.ComparisonTarget(comparator=right)]):
                return self.ev.is_settled(left) and self.ev.is_settled(right)
            case _:
                return True

    def _worked_out(self, test: cst.BaseExpression, taken: bool) -> list[Choices]:
        key, positive = self._condition(test)
        choice: Choices = frozenset({(key, taken == positive)})
        options = self._truths(test)
        if options is None or len(options) > 8 or all(known is None for known, _ in options):
            return [choice]
        found = []
        for known, choices in options:
            if known is None or known == taken:
                both = combine(choices, choice)
                if both is not None:
                    found.append(both)
        if not found and self._asks_for_model(test):
            return []
        return list(dict.fromkeys(found)) or [choice]

    def _asks_for_model(self, test: cst.BaseExpression) -> bool:
        """Whether a test is on a model's name, all of whose values are known: what contradicts it never happens."""
        if not isinstance(test, cst.Comparison):
            return False
        return all(
            isinstance(option.value, Literal) and option.value.data in self.ev.models
            for option in self.ev.evaluate(test.left)
        )

    def _condition(self, test: cst.BaseExpression) -> tuple[Hashable, bool]:
        """A name for what `test` asks, the same wherever the same question is asked, and whether it is put positively."""
        known = self._questions.get(id(test))
        if known is None:
            known = self._questions[id(test)] = self._question(test)
            self.conditions.setdefault(known[0], (test, known[1]))
        return known

    def _question(self, test: cst.BaseExpression) -> tuple[Hashable, bool]:
        positive = True
        if isinstance(test, cst.Comparison) and len(test.comparisons) == 1:
            operator = test.comparisons[0].operator
            positive = not isinstance(operator, (cst.NotEqual, cst.NotIn, cst.IsNot))
        stable = self.stable_scope(test)
        if stable is None:
            key: Hashable = ("test", id(test))
        else:
            text = _RENDERER.code_for_node(test)
            if not positive:
                text = (
                    text.replace("!=", "==", 1).replace(" is not ", " is ", 1).replace(" not in ", " in ", 1)
                )
            key = ("if", stable, text)
        return key, positive

    def stable_scope(self, test: cst.BaseExpression) -> int | None:
        """The scope whose every evaluation of `test` gives the same answer; None where that is not certain."""
        stack: list[cst.CSTNode] = [test]
        scope = self.ev.names.scope_of(test)
        owner: int | None = None
        while stack:
            node = stack.pop()
            if type(node) not in _PURE:
                return None
            if type(node) is cst.Attribute:
                name = dotted(node)
                root = name.partition(".")[0]
                cls = self.class_if_self(root, scope)
                if not name or not self._is_set_once(node.attr.value, cls):
                    return None
                owner = id(cls) if cls is not None else owner
                if cls is None:
                    stack.append(node.value)
                continue
            if type(node) is cst.Name and node.value not in ("None", "True", "False"):
                holder = self.ev.names.resolve(node.value, scope)
                # Once it is deleted, nothing that asks for it gives any answer.
                if holder is None or sum(b.kind != "deleted" for b in holder.bindings[node.value]) > 1:
                    return None
                if not holder.is_module:
                    owner = id(holder)
                continue
            stack.extend(children(node))
        return owner if owner is not None else id(self.ev.names.module_of(test))

    def _is_set_once(self, attribute: str, cls: cst.ClassDef | None) -> bool:
        """Whether an attribute stays what it was: never assigned here, or for one of `self` only in `__init__`."""
        bindings = self.ev.names.attribute_bindings.get(attribute, ())
        if self.ev.names.any_attribute_set or len(bindings) > (1 if cls is not None else 0):
            return False
        return all(
            isinstance(binding.scope.node, cst.FunctionDef) and binding.scope.node.name.value == "__init__"
            for binding in bindings
        )

    def class_if_self(self, root: str, scope: Scope) -> cst.ClassDef | None:
        function = scope.node
        if not isinstance(function, cst.FunctionDef) or not function.params.params:
            return None
        return self.ev.names.class_of(function) if function.params.params[0].name.value == root else None

    def _truths(self, test: cst.BaseExpression) -> list[tuple[bool | None, Choices]] | None:
        """What `test` comes to, for each alternative of what it asks about; None where nothing is known."""
        match test:
            case cst.Name() | cst.Attribute():
                return [
                    (None if option.outside else truth(option.value), option.choices)
                    for option in self.ev.evaluate(test)
                ]
            case cst.Comparison(comparisons=[cst.ComparisonTarget(operator=operator, comparator=right)]):
                left, known = self.ev.evaluate(test.left), self.ev.evaluate(right)
                if len(known) == 1:
                    return [
                        (None if o.outside else self._compared(operator, o.value, known[0].value), o.choices)
                        for o in left
                    ]
                if len(left) == 1 and isinstance(operator, (cst.In, cst.NotIn)):
                    return [
                        (None if o.outside else self._compared(operator, left[0].value, o.value), o.choices)
                        for o in known
                    ]
                return None
            case _:
                return None

    def _compared(self, operator: cst.BaseCompOp, left: Abstract, right: Abstract) -> bool | None:
        """What a comparison of two values comes to; None where that is not known."""
        if not isinstance(right, Row) or not isinstance(operator, (cst.In, cst.NotIn)):
            return _compare(operator, left, right)
        listed = [option.value for element in right.elements for option in self.ev.evaluate(element)]
        if right.opens or len(listed) != len(right.elements) or not isinstance(left, Literal):
            return None
        if not all(isinstance(value, Literal) for value in listed):
            return None
        found = any(isinstance(value, Literal) and value.data == left.data for value in listed)
        return found == isinstance(operator, cst.In)


def _compare(operator: cst.BaseCompOp, left: Abstract, right: Abstract) -> bool | None:
    if not isinstance(left, Literal):
        if isinstance(right, Literal) and right.data is None and truth(left):
            return isinstance(operator, (cst.IsNot, cst.NotEqual))
        return None
    if not isinstance(right, Literal):
        return None
    match operator:
        case cst.Equal() | cst.Is():
            return left.data == right.data
        case cst.NotEqual() | cst.IsNot():
            return left.data != right.data
        case cst.In() if isinstance(left.data, str) and isinstance(right.data, str):
            return left.data in right.data
        case cst.NotIn() if isinstance(left.data, str) and isinstance(right.data, str):
            return left.data not in right.data
        case _:
            return None
