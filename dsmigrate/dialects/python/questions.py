"""What tests ask: the choices under which they are true or false, and when two of them ask the same."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

import libcst as cst

from dsmigrate.dialects.python import classes
from dsmigrate.dialects.python.abstract import (
    Abstract,
    Alternative,
    Class,
    Literal,
    Made,
    Object,
    Package,
    Row,
    Symbol,
    truth,
)
from dsmigrate.dialects.python.flow import Choices, combine
from dsmigrate.dialects.python.scopes import Scope, dotted, statements
from dsmigrate.dialects.python.tree import children

if TYPE_CHECKING:
    from dsmigrate.dialects.python.evaluate import Evaluator

_PURE = (
    cst.Name, cst.Attribute, cst.Comparison, cst.ComparisonTarget, cst.BooleanOperation, cst.UnaryOperation,
    cst.SimpleString, cst.Integer, cst.Equal, cst.NotEqual, cst.In, cst.NotIn, cst.Is, cst.IsNot, cst.Not,
    cst.And, cst.Or, cst.GreaterThan, cst.LessThan, cst.GreaterThanEqual, cst.LessThanEqual, cst.Tuple, cst.List,
    cst.Element,
)  # fmt: skip
# Decorators of methods that are no properties, or keep their first answer.
_KEEPING = frozenset({
    "cached_property", "staticmethod", "classmethod", "abstractmethod", "override", "cache", "lru_cache", "wraps",
})  # fmt: skip
# Methods that are asked for every attribute, or for each that there is not.
_LOOKING_UP = frozenset({"__getattr__", "__getattribute__"})
# So many tests may wait for what another one comes to; what waits behind them stays open. Each takes some twenty calls.
_WAITING_LIMIT = 12
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
        self._asking: set[int] = set()
        self._waiting = 0

    def forget(self) -> None:
        """Forgets what rests on values that have been worked out."""
        self._branches.clear()

    def branches(self, test: cst.BaseExpression, taken: bool) -> list[Choices]:
        """The choices under which `test` is true (`taken`) or false; more than one where values decide it."""
        while isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
            test, taken = test.expression, not taken
        known = self._branches.get((id(test), taken))
        if known is None:
            self._waiting += 1
            try:
                known = self._worked_out(test, taken)
            finally:
                self._waiting -= 1
            if self._waiting < _WAITING_LIMIT and self._is_settled(test):
                self._branches[id(test), taken] = known
        return known

    def denies_text(self, choices: Choices) -> bool:
        """Whether `choices` take a text that is written out, and that nothing replaces, for an empty one or None.

        What is no text is left alone: `True`, or one name out of several, is a switch, which somebody turns.
        """
        for key, branch in choices:
            test, _ = self.conditions.get(key, (None, True))
            asked = test.left if isinstance(test, cst.Comparison) and _asks_for_none(test) else test
            if not isinstance(asked, (cst.Name, cst.Attribute)):
                continue
            options = self.ev.evaluate(asked)
            # Asked whether it is None, put positively or not, the answer is no; asked for itself it is yes.
            if all(map(_is_written_text, options)) and branch != (asked is test):
                return True
        return False

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
        options = self._truths(test) if self._waiting <= _WAITING_LIMIT else None
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
                if self._is_worked_out(node, scope):
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

    def _is_worked_out(self, node: cst.BaseExpression, scope: Scope) -> bool:
        """Whether one of a chain of attributes is a property of a class that is read, or the like: a call in disguise.

        It counts where the object may be one of such a class. What no class that is read works out is taken for
        plain data.
        """
        while isinstance(node, cst.Attribute):
            name, owner = node.attr.value, node.value
            cls = self.class_if_self(owner.value, scope) if isinstance(owner, cst.Name) else None
            if cls is not None:
                if self._may_run(cls, name):
                    return True
            elif self._is_suspect(name) and any(
                self._may_work_out(option.value, name) for option in self.ev.evaluate(owner)
            ):
                return True
            node = owner
        return False

    def _is_suspect(self, name: str) -> bool:
        """Whether some class works the attribute `name` out, or all that it is asked for."""
        scopes = map(self.ev.names.own_scope, self.ev.names.classes)
        return any(self._works_out(scope, name) or scope.bindings.keys() & _LOOKING_UP for scope in scopes)

    def _may_work_out(self, owner: Abstract, name: str) -> bool:
        match owner:
            case Object(cls=cls):
                return self._may_run(cls, name)
            case Made() | Symbol() | Package() | Class():
                return False
            case _:
                return any(
                    self._works_out(self.ev.names.own_scope(each), name) for each in self.ev.names.classes
                )

    def _may_run(self, cls: cst.ClassDef, name: str) -> bool:
        """Whether asking an instance that is taken for one of `cls` for an attribute runs code, which may answer anew."""
        own = classes.lineage(self.ev, cls)
        heirs = classes.heirs(self.ev, cls)
        family = [*own, *heirs, *(each for heir in heirs for each in classes.lineage(self.ev, heir))]
        scopes = [self.ev.names.own_scope(each) for each in family]
        if any(name in scope.bindings for scope in scopes):
            return any(self._works_out(scope, name) for scope in scopes)
        if self.ev.names.attribute_bindings.get(name):
            return False
        return any(scope.bindings.keys() & _LOOKING_UP for scope in scopes)

    def _works_out(self, cls: Scope, name: str) -> bool:
        """Whether a class has a property of that name which may give another answer each time."""
        for binding in cls.bindings.get(name, ()):
            match binding.node, binding.value:
                case cst.FunctionDef() as function, _:
                    called = [_called(each.decorator) for each in function.decorators]
                    if not _KEEPING.issuperset(called) and not self._gives_the_same(function):
                        return True
                case _, cst.Call() as call if _called(call) == "property":
                    return True
                case _:
                    pass
        return False

    def _gives_the_same(self, getter: cst.FunctionDef) -> bool:
        """Whether all that a getter does is to return what stays as it is."""
        if id(getter) in self._asking:
            return False
        body = [each for each in statements(getter.body) if not _is_docstring(each)]
        match body:
            case [cst.Return(value=cst.BaseExpression() as value)]:
                self._asking.add(id(getter))
                try:
                    return self.stable_scope(value) is not None
                finally:
                    self._asking.discard(id(getter))
            case _:
                return False

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


def _asks_for_none(test: cst.Comparison) -> bool:
    """Whether a test is `X is None`, or `X is not None`."""
    match test.comparisons:
        case [cst.ComparisonTarget(operator=cst.Is() | cst.IsNot(), comparator=cst.Name(value="None"))]:
            return True
        case _:
            return False


def _is_written_text(option: Alternative) -> bool:
    """Whether a value is a text that is not empty, and that nothing outside the code replaces."""
    value = option.value
    return (
        isinstance(value, Literal) and isinstance(value.data, str) and value.data != "" and not option.outside
    )


def _called(decorator: cst.BaseExpression) -> str:
    """The last name of a decorator, or of what a call calls."""
    return dotted(decorator.func if isinstance(decorator, cst.Call) else decorator).rpartition(".")[2]


def _is_docstring(statement: cst.CSTNode) -> bool:
    return isinstance(statement, cst.Expr) and isinstance(statement.value, cst.BaseString)


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
