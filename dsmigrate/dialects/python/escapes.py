"""Where a model's literal goes besides its requests: to code that is not followed, into a look-up, a path or a test."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cached_property

import libcst as cst

from dsmigrate.dialects.python import lookups, uses
from dsmigrate.dialects.python.abstract import (
    Alternatives,
    Class,
    Literal,
    Lost,
    Object,
    Row,
    Table,
)
from dsmigrate.dialects.python.carriers import Carriers
from dsmigrate.dialects.python.evaluate import Evaluator
from dsmigrate.dialects.python.harmless import is_asserted, is_harmless, only_shows
from dsmigrate.dialects.python.scopes import dotted
from dsmigrate.dialects.python.strings import value_of
from dsmigrate.dialects.python.tree import walk

STRING_TESTS = frozenset({"startswith", "endswith"})
# Methods of text that give back the same text, as far as a model's name goes.
_KEEPING_METHODS = frozenset({"strip", "rstrip", "lstrip", "encode", "decode", "format", "join"})
_USES = (
    cst.Call,
    cst.Attribute,
    cst.Subscript,
    cst.Comparison,
    cst.Assign,
    cst.BinaryOperation,
    cst.DictElement,
    cst.ClassDef,
)
_NESTING_LIMIT = 4
# The argument by which a command line is told what may be passed for an option.
_CHOICES = "choices"
_VARIABLE = re.compile(r"@(\w+)")


def literals(ev: Evaluator, alternatives: Alternatives, depth: int = 0) -> Iterator[Literal]:
    """Every literal in some values, those in dicts and lists included."""
    for option in alternatives:
        match option.value:
            case Literal():
                yield option.value
            case Table(entries=entries) if depth < 3:
                for entry in entries:
                    yield from literals(ev, lookups.entry_value(ev, entry), depth + 1)
            case Row(elements=elements) if depth < 3:
                for element in elements:
                    yield from literals(ev, ev.evaluate(element), depth + 1)
            case _:
                pass


class EscapeFinder:
    """Looks at what a module does with the literals `fed`, by node, other than in the calls `request_calls`."""

    def __init__(self, ev: Evaluator, fed: Container[int], request_calls: Container[int]) -> None:
        self.ev = ev
        self.tree = ev.tree
        self.fed = fed
        self.request_calls = request_calls
        named = [node for node, _ in ev.named]
        self.sent = [node for node in (*ev.names.strings, *named) if id(node) in fed]

    @cached_property
    def carriers(self) -> Carriers:
        return Carriers(self.ev.graph, self.sent)

    def escapes(self) -> Iterator[tuple[cst.CSTNode, cst.CSTNode, cst.CSTNode, str]]:
        """Each as the literal, the whole use, the expression that holds the literal there, and where it goes."""
        if not self.sent:
            return
        yield from self._named_in_texts()
        carriers = self.carriers
        for node in self.tree.of(*_USES):
            if not carriers.may_reach(node):
                continue
            for operand, use in self._uses(node, carriers):
                if carriers.may_reach(operand):
                    composed = not isinstance(node, (cst.Attribute, cst.Assign)) and not self._asks_own(node)
                    for literal in dict.fromkeys(self._held(operand, composed)):
                        yield literal, node, operand, use if isinstance(use, str) else self.tree.text(use)

    def _named_in_texts(self) -> Iterator[tuple[cst.CSTNode, cst.CSTNode, cst.CSTNode, str]]:
        """The texts that name a variable to a call which looks it up: `frame.query("model == @MODEL")`, as in pandas."""
        for string in self.ev.names.strings:
            text = value_of(string)
            named = _VARIABLE.findall(text) if isinstance(text, str) else []
            argument = self.tree.parent(string) if not self.carriers.names.isdisjoint(named) else None
            call = self.tree.parent(argument) if isinstance(argument, cst.Arg) else None
            if not isinstance(call, cst.Call) or is_harmless(self.ev, call):
                continue
            for name in named:
                scope = self.ev.names.resolve(name, self.ev.names.scope_of(string))
                for literal in literals(
                    self.ev, uses.value_at_end(self.ev, name, scope, string) if scope else ()
                ):
                    if id(literal.node) in self.fed:
                        yield literal.node, call, string, self.tree.text(call.func)

    def _held(self, expression: cst.BaseExpression, composed: bool, depth: int = 0) -> Iterator[cst.CSTNode]:
        """The literals that an expression may hold; where `composed`, also as a part of a longer text."""
        options = self.ev.evaluate(expression)
        for literal in literals(self.ev, options):
            if id(literal.node) in self.fed:
                yield literal.node
        if isinstance(expression, cst.Attribute):
            yield from self._kept_by_any(expression)
        if not composed or depth > _NESTING_LIMIT:
            return
        written = [option.value.node for option in options if isinstance(option.value, (Literal, Lost))]
        for whole in {id(node): node for node in (expression, *written)}.values():
            if not _is_prose(whole):
                for part in self._parts(whole):
                    yield from self._held(part, composed, depth + 1)

    def _kept_by_any(self, node: cst.Attribute) -> Iterator[cst.CSTNode]:
        """The literals that an attribute of an object which could not be followed may be: what classes keep under its name."""
        kept = self._kept_by_name.get(node.attr.value)
        if kept and any(isinstance(option.value, Lost) for option in self.ev.evaluate(node.value)):
            yield from kept

    @cached_property
    def _kept_by_name(self) -> dict[str, list[cst.CSTNode]]:
        """The literals that classes keep in their bodies, by the name of the attribute."""
        found: dict[str, list[cst.CSTNode]] = {}
        for cls in self.ev.names.classes:
            for name, bindings in self.ev.names.own_scope(cls).bindings.items():
                for binding in bindings:
                    if binding.kind == "assign" and self.carriers.may_reach(binding.value or binding.node):
                        values = literals(self.ev, self.ev.binding_value(binding))
                        found.setdefault(name, []).extend(v.node for v in values if id(v.node) in self.fed)
        return found

    def _parts(self, node: cst.CSTNode) -> Iterator[cst.BaseExpression]:
        """What a text is put together from."""
        match node:
            case cst.FormattedString(parts=parts):
                yield from (
                    part.expression for part in parts if isinstance(part, cst.FormattedStringExpression)
                )
            case cst.ConcatenatedString(left=left, right=right):
                yield from (left, right)
            case cst.BinaryOperation(left=left, right=right, operator=cst.Add() | cst.Modulo()):
                yield from (left, right)
            case cst.Call(func=cst.Attribute(value=base, attr=cst.Name(value="format" | "join")), args=args):
                if self._is_text(base):
                    yield from (argument.value for argument in args)
            case _:
                pass

    def _uses(
        self, node: cst.CSTNode, carriers: Carriers
    ) -> Iterator[tuple[cst.BaseExpression, str | cst.CSTNode]]:
        """The operands of a node whose values go somewhere that is not followed, and where that is."""
        match node:
            case cst.Call(args=args):
                reached = [argument.value for argument in args if carriers.may_reach(argument.value)]
                if reached and id(node) not in self.request_calls and not is_harmless(self.ev, node):
                    yield from ((value, node.func) for value in reached if not self._gives_back(node, value))
                    return
                for argument in args:
                    # What a person may choose is chosen by its name.
                    if argument.keyword is not None and argument.keyword.value == _CHOICES:
                        yield argument.value, "the choices of a command line"
            case cst.Attribute(value=base) if self._is_text(base) and not self._is_shown(node):
                method = node.attr.value
                tested = method in STRING_TESTS or method in ("get", "pop")
                if not tested and method not in _KEEPING_METHODS and method not in ("value", "name"):
                    yield base, f".{method}"
            case cst.Subscript(slice=[cst.SubscriptElement(slice=cst.Index(value=key))]):
                if not self._is_known_table(node.value) or self._is_also_looked_up(key):
                    yield key, node.value
                if self._is_text(node.value) and not self._is_shown(node):
                    yield node.value, "a part of it"
            case cst.Subscript() if self._is_text(node.value) and not self._is_shown(node):
                yield node.value, "a part of it"
            case cst.DictElement(key=key) if self._is_also_looked_up(key):
                yield key, "a dict that is also looked up by the old name"
            case cst.Comparison() if not self._is_shown(node):
                yield node.left, "a comparison"
                for target in node.comparisons:
                    yield target.comparator, "a comparison"
            case cst.ClassDef(keywords=keywords):
                # `__init_subclass__` or a metaclass gets them.
                yield from ((keyword.value, node.name) for keyword in keywords)
            case cst.BinaryOperation(left=left, right=right, operator=cst.Divide()):
                yield from ((left, "a path"), (right, "a path"))
            case cst.Assign(targets=targets, value=value):
                for assigned in targets:
                    if self._is_foreign(assigned.target):
                        yield value, assigned.target
            case _:
                pass

    def _gives_back(self, call: cst.Call, argument: cst.BaseExpression) -> bool:
        """Whether a call is a look-up that gives an argument where it finds nothing, which is followed from there."""
        if not isinstance(call.func, cst.Attribute) or call.func.attr.value not in ("get", "pop"):
            return False
        mine = {id(o.value.node) for o in self.ev.evaluate(argument) if isinstance(o.value, Literal)}
        given = {
            id(o.value.node) for o in self.ev.evaluate(call) if isinstance(o.value, Literal) and o.outside
        }
        return bool(mine) and mine <= given

    def _is_text(self, node: cst.BaseExpression) -> bool:
        return any(isinstance(option.value, Literal) for option in self.ev.evaluate(node))

    def _asks_own(self, node: cst.CSTNode) -> bool:
        """Whether something is looked for in a dict or list that the program made itself, and fills by the same names."""
        match node:
            case (
                cst.Subscript(value=held)
                | cst.Comparison(
                    comparisons=[cst.ComparisonTarget(operator=cst.In() | cst.NotIn(), comparator=held)]
                )
            ):
                return all(isinstance(o.value, (Table, Row)) for o in self.ev.evaluate(held))
            case _:
                return False

    def _is_known_table(self, node: cst.BaseExpression) -> bool:
        return all(isinstance(o.value, (Table, Row)) and not o.value.opens for o in self.ev.evaluate(node))

    def _is_also_looked_up(self, key: cst.BaseExpression) -> bool:
        """Whether the text that a key may be is also written out, as a key, where it stays as it is."""
        if not self._kept_keys:
            return False
        options = self.ev.evaluate(key)
        return any(isinstance(o.value, Literal) and o.value.data in self._kept_keys for o in options)

    @cached_property
    def _kept_keys(self) -> set[object]:
        strings: list[tuple[cst.CSTNode, object]] = [(s, value_of(s)) for s in self.ev.names.strings]
        written = [*strings, *self.ev.named]
        sent = {text for node, text in written if id(node) in self.fed}
        return {
            text for node, text in written if id(node) not in self.fed and text in sent and self._is_key(node)
        }

    def _is_key(self, string: cst.CSTNode) -> bool:
        above = self.tree.parent(string)
        if isinstance(above, cst.Arg):
            call = self.tree.parent(above)
            return isinstance(call, cst.Call) and dotted(call.func).rpartition(".")[2] in ("get", "pop")
        return isinstance(above, cst.Index)

    def _is_foreign(self, target: cst.BaseExpression) -> bool:
        """Whether an assignment's target is part of something that is not followed."""
        if not isinstance(target, (cst.Attribute, cst.Subscript)):
            return False
        return not all(
            isinstance(option.value, (Table, Row, Object, Class)) for option in self.ev.evaluate(target.value)
        )

    def _is_shown(self, node: cst.CSTNode) -> bool:
        """Whether what a node gives is only put into a message: printed, logged, raised or asserted."""
        if is_asserted(self.tree, node):
            return True
        below = node
        for above in self.tree.ancestors(node):
            match above:
                case cst.Raise():
                    return True
                case cst.Call() if above.func is not below:
                    return only_shows(above)
                case cst.SubscriptElement() | cst.BaseSmallStatement() | cst.BaseCompoundStatement():
                    return False
                case _:
                    below = above
        return False


def _is_prose(node: cst.CSTNode) -> bool:
    """Whether a text that is put together reads like a message to a person: no path, URL or key holds a blank."""
    texts = [
        inner.value for inner in walk(node) if isinstance(inner, (cst.SimpleString, cst.FormattedStringText))
    ]
    return any(character.isspace() or not character.isascii() for text in texts for character in text)
