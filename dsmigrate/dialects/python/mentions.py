"""Model IDs that reach no request: tests on them, tables of them, text about them, and where a trail ended."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

import libcst as cst

from dsmigrate.core.sightings import Condition, Escape, Mention, Role
from dsmigrate.core.source import Place
from dsmigrate.dialects.python.abstract import (
    Alternatives,
    Class,
    Literal,
    Object,
    Routine,
    Row,
    Symbol,
    Table,
)
from dsmigrate.dialects.python.carriers import Carriers
from dsmigrate.dialects.python.evaluate import Evaluator
from dsmigrate.dialects.python.scopes import dotted

_COMMENT = re.compile(r"#[^\r\n]*")
_STRING_TESTS = frozenset({"startswith", "endswith"})
# Builtins that measure or show a value, and hand it on to nobody.
_HARMLESS_BUILTINS = frozenset({
    "print", "len", "dict", "list", "tuple", "str", "repr", "isinstance", "type", "hash", "bool", "format", "any", "all", "hasattr", "setattr",
})  # fmt: skip
# Functions that only write down what they are given.
_WRITERS = ("json.", "yaml.", "pickle.", "csv.", "pprint.", "logging.", "warnings.", "time.", "urllib.parse.")
# Methods that do the same, of loggers, consoles and pages, whatever they belong to.
_HARMLESS_METHODS = frozenset({
    "debug", "info", "warning", "warn", "error", "exception", "critical", "log", "print", "echo", "secho", "write",
    "success", "title", "header", "subheader", "caption", "markdown", "text", "rule", "add_argument", "getenv",
    "option", "argument", "Option", "Argument", "Field", "field", "partial", "cast", "setenv", "skipif", "skip",
    "parametrize", "writerow", "writerows", "write_text", "log_param", "log_params", "set_description", "dump", "dumps",
})  # fmt: skip
# Methods of text that give back the same text, as far as a model's name goes.
_KEEPING_METHODS = frozenset({"strip", "rstrip", "lstrip", "encode", "decode", "format", "join"})


_USES = (cst.Call, cst.Attribute, cst.Subscript, cst.Comparison, cst.Assign)


class MentionFinder:
    """Looks at the strings and tests of a module; `fed` are the literals that reach requests, by node."""

    def __init__(
        self,
        ev: Evaluator,
        pattern: re.Pattern[str],
        models: Container[str],
        fed: set[int],
        request_calls: set[int],
    ) -> None:
        self.ev = ev
        self.tree = ev.tree
        self.pattern = pattern
        self.models = models
        self.fed = fed
        self.request_calls = request_calls
        self._tested: set[int] = set()
        known = {
            id(string)
            for string in ev.names.strings
            if id(string) in fed or pattern.search(string.value) is not None
        }
        self.carriers = Carriers(ev.names, known) if known else None
        self.conditions = list(self._conditions())

    def _is_id(self, text: object) -> bool:
        return isinstance(text, str) and self.pattern.fullmatch(text) is not None

    # Conditions

    def _conditions(self) -> Iterator[Condition]:
        if self.carriers is None:
            return
        for comparison in self.ev.names.comparisons:
            if not self.carriers.may_reach(comparison):
                continue
            left = comparison.left
            for target in comparison.comparisons:
                yield from self._comparison(comparison, left, target.operator, target.comparator)
                left = target.comparator
        for match in self.ev.names.matches:
            if not self.carriers.may_reach(match.subject) and not any(
                map(self.carriers.may_reach, match.cases)
            ):
                continue
            operands = [
                (text, node) for case in match.cases for text, node in self._pattern_texts(case.pattern)
            ]
            yield from self._condition("in", operands, match.subject, match.subject)
        for call in self.ev.names.calls:
            if isinstance(call.func, cst.Attribute) and call.args and self.carriers.may_reach(call):
                name = call.func.attr.value
                if name in _STRING_TESTS:
                    operand = call.args[0].value
                    yield from self._condition(
                        self._if_known(name, operand), self._texts(operand), call.func.value, call
                    )
                elif name in ("get", "pop"):
                    yield from self._lookup(call.func.value, call.args[0].value, call)
        for subscript in self.ev.names.subscripts:
            if (
                len(subscript.slice) == 1
                and isinstance(subscript.slice[0].slice, cst.Index)
                and self.carriers.may_reach(subscript)
            ):
                yield from self._lookup(subscript.value, subscript.slice[0].slice.value, subscript)

    def _comparison(
        self,
        node: cst.Comparison,
        left: cst.BaseExpression,
        operator: cst.BaseCompOp,
        right: cst.BaseExpression,
    ) -> Iterator[Condition]:
        if isinstance(operator, (cst.Equal, cst.NotEqual, cst.Is, cst.IsNot)):
            if isinstance(left, cst.SimpleString):
                left, right = right, left
            yield from self._condition(self._if_known("==", right), self._texts(right), left, node)
        elif isinstance(operator, (cst.In, cst.NotIn)):
            within = self.ev.evaluate(right)
            listed = all(isinstance(option.value, (Row, Table)) for option in within)
            if any(isinstance(option.value, Literal) for option in within) or (
                isinstance(left, cst.SimpleString) and not listed
            ):
                yield from self._condition(self._if_known("contains", left), self._texts(left), right, node)
            else:
                yield from self._condition(self._if_known("in", right), self._texts(right), left, node)

    def _lookup(
        self, table: cst.BaseExpression, key: cst.BaseExpression, node: cst.CSTNode
    ) -> Iterator[Condition]:
        for option in self.ev.evaluate(table):
            if isinstance(option.value, Table):
                keys = [
                    (
                        entry.key,
                        entry.written.key if isinstance(entry.written, cst.DictElement) else entry.written,
                    )
                    for entry in option.value.entries
                ]
                if any(self._is_id(text) for text, _ in keys):
                    yield from self._condition("key", keys, key, node, operands_tested=False)

    def _if_known(self, operator: str, operand: cst.BaseExpression) -> str:
        """The operator, or `unknown` where not all that a subject is compared with is known."""
        for option in self.ev.evaluate(operand):
            known = isinstance(option.value, Literal) or (
                isinstance(option.value, (Row, Table)) and not option.value.opens
            )
            if not known:
                return "unknown"
        return operator

    def _texts(self, node: cst.BaseExpression) -> list[tuple[str, cst.CSTNode]]:
        """The constant strings that a subject is compared with."""
        found: list[tuple[str, cst.CSTNode]] = []
        for option in self.ev.evaluate(node):
            match option.value:
                case Literal(data=str() as text):
                    found.append((text, option.value.node))
                case Row(elements=elements):
                    for element in elements:
                        found.extend(
                            (inner.value.data, inner.value.node)
                            for inner in self.ev.evaluate(element)
                            if isinstance(inner.value, Literal) and isinstance(inner.value.data, str)
                        )
                case Table(entries=entries):
                    found.extend(
                        (
                            entry.key,
                            entry.written.key
                            if isinstance(entry.written, cst.DictElement)
                            else entry.written,
                        )
                        for entry in entries
                    )
                case _:
                    pass
        return found

    def _pattern_texts(self, pattern: cst.MatchPattern) -> Iterator[tuple[str, cst.CSTNode]]:
        if isinstance(pattern, cst.MatchOr):
            for element in pattern.patterns:
                yield from self._pattern_texts(element.pattern)
        elif isinstance(pattern, cst.MatchValue):
            yield from self._texts(pattern.value)

    def _condition(
        self,
        operator: str,
        operands: list[tuple[str, cst.CSTNode]],
        subject: cst.BaseExpression,
        node: cst.CSTNode,
        operands_tested: bool = True,
    ) -> Iterator[Condition]:
        named = any(self._is_id(text) for text, _ in operands)
        subjects = [
            option.value.node
            for option in self.ev.evaluate(subject)
            if isinstance(option.value, Literal)
            and (self._is_id(option.value.data) or option.value.data in self.models)
        ]
        if not named and not subjects:
            return
        if operands_tested:
            self._tested.update(id(written) for _, written in operands if id(written) not in self.fed)
        yield Condition(
            operator=operator,
            operands=tuple((text, self._place(written)) for text, written in operands),
            subjects=tuple(self._place(written) for written in subjects),
            place=self._place(node),
            assertion=self._is_asserted(node),
        )

    def _is_asserted(self, node: cst.CSTNode) -> bool:
        for above in self.tree.ancestors(node):
            if isinstance(above, cst.Assert):
                return True
            if isinstance(above, cst.Call):
                name = dotted(above.func).rpartition(".")[2]
                if name.startswith("assert"):
                    return True
            if isinstance(above, cst.BaseCompoundStatement):
                return False
        return False

    def _place(self, node: cst.CSTNode) -> Place:
        try:
            return self.tree.place(node)
        except KeyError:
            return self.tree.place(self.tree.module)

    # Mentions

    def mentions(self) -> Iterator[Mention]:
        """The IDs in strings and comments that neither reach a request nor are what something is compared with."""
        inside: list[tuple[int, int]] = []
        for string in self.ev.names.strings:
            if self.pattern.search(string.value) is None:
                continue
            start, end = self.tree.bounds(string)
            inside.append((start, end))
            if id(string) in self.fed or id(string) in self._tested:
                continue
            whole = isinstance(string.evaluated_value, str) and self._is_id(string.evaluated_value)
            role, note = self._role(string) if whole else (Role.TEXT, "")
            for match in self.pattern.finditer(string.value):
                yield self._mention(match, start, role, note)
        text = self.tree.source.text
        for comment in _COMMENT.finditer(text) if self.pattern.search(text) else ():
            if any(start <= comment.start() < end for start, end in inside):
                continue
            for match in self.pattern.finditer(comment.group()):
                yield self._mention(match, comment.start(), Role.TEXT, "")

    def _mention(self, match: re.Match[str], offset: int, role: Role, note: str) -> Mention:
        span = self.tree.source.span(offset + match.start(), offset + match.end())
        model = match.groupdict().get("id") or match.group()
        return Mention(model, Place(self.tree.source.path, span, self.tree.source.cell), role, note)

    def _role(self, string: cst.SimpleString) -> tuple[Role, str]:
        if self._is_asserted(string):
            return Role.TEXT, ""
        below: cst.CSTNode = string
        for above in self.tree.ancestors(string):
            match above:
                case cst.DictElement() if below is above.key:
                    return Role.TABLE, "a key"
                case cst.DictElement(key=cst.SimpleString() as key) if key.evaluated_value in (
                    "model",
                    "model_name",
                ):
                    return Role.UNFOLLOWED, "it stands in a dict that reaches no request in this file"
                case cst.DictElement() | cst.Element() | cst.Subscript() | cst.Annotation():
                    return Role.TABLE, "an entry"
                case cst.Arg(keyword=cst.Name(value="choices" | "options" | "help")):
                    return Role.TABLE, "a choice"
                case cst.Call():
                    callee = self.tree.text(above.func)
                    return Role.UNFOLLOWED, f"it is passed to `{callee}`, which is not followed"
                case cst.Param():
                    return (
                        Role.UNFOLLOWED,
                        f"it is the default of `{above.name.value}`, which no request in this file uses",
                    )
                case cst.Assign() | cst.AnnAssign() | cst.NamedExpr():
                    target = above.targets[0].target if isinstance(above, cst.Assign) else above.target
                    name = self.tree.text(target)
                    return Role.UNFOLLOWED, f"it is kept in `{name}`, which no request in this file uses"
                case cst.Expr():
                    return Role.TEXT, ""
                case cst.Return():
                    return Role.UNFOLLOWED, "it is returned, and no request in this file uses the result"
                case cst.BaseSmallStatement() | cst.BaseCompoundStatement():
                    break
                case _:
                    pass
            below = above
        return Role.UNFOLLOWED, "it reaches no request in this file"

    # Escapes

    def escapes(self) -> Iterator[Escape]:
        """Where a literal that reaches a request is also handed to code, or taken apart in a way, that is not followed."""
        fed = {self._place(node) for node in self._fed_models()}
        if not fed:
            return
        carriers = Carriers(self.ev.names, {id(node) for node in self._fed_models()})
        tested = {condition.place for condition in self.conditions}
        for node in self.tree.nodes:
            if type(node) not in _USES or not carriers.may_reach(node):
                continue
            for operand, use in self._uses(node):
                if not carriers.may_reach(operand):
                    continue
                for literal in literals(self.ev, self.ev.evaluate(operand)):
                    place = self._place(literal.node)
                    if place in fed and self._place(node) not in tested and not self._is_shown(node):
                        yield Escape(place, self._place(operand), use)

    def _fed_models(self) -> Iterator[cst.CSTNode]:
        for string in self.ev.names.strings:
            if id(string) in self.fed:
                yield string

    def _uses(self, node: cst.CSTNode) -> Iterator[tuple[cst.BaseExpression, str]]:
        """The operands of a node whose values go somewhere that is not followed, and where that is."""
        match node:
            case cst.Call() if id(node) not in self.request_calls and not self._is_harmless(node):
                name = self.tree.text(node.func)
                for argument in node.args:
                    yield argument.value, name
            case cst.Attribute(value=base) if self._is_text(base):
                method = node.attr.value
                tested = method in _STRING_TESTS or method in ("get", "pop")
                if not tested and method not in _KEEPING_METHODS and method not in ("value", "name"):
                    yield base, f".{method}"
            case cst.Subscript(slice=[cst.SubscriptElement(slice=cst.Index(value=key))]):
                if not self._is_known_table(node.value):
                    yield key, self.tree.text(node.value)
                yield from ((node.value, "a part of it"),) if self._is_text(node.value) else ()
            case cst.Comparison():
                yield node.left, "a comparison"
                for target in node.comparisons:
                    yield target.comparator, "a comparison"
            case cst.Assign(targets=targets, value=value):
                for assigned in targets:
                    if self._is_foreign(assigned.target):
                        yield value, self.tree.text(assigned.target)
            case _:
                pass

    def _is_text(self, node: cst.BaseExpression) -> bool:
        return any(isinstance(option.value, Literal) for option in self.ev.evaluate(node))

    def _is_known_table(self, node: cst.BaseExpression) -> bool:
        return all(isinstance(o.value, (Table, Row)) and not o.value.opens for o in self.ev.evaluate(node))

    def _is_foreign(self, target: cst.BaseExpression) -> bool:
        """Whether an assignment's target is part of something that is not followed."""
        if not isinstance(target, (cst.Attribute, cst.Subscript)):
            return False
        return not all(
            isinstance(option.value, (Table, Row, Object, Class)) for option in self.ev.evaluate(target.value)
        )

    def _is_shown(self, node: cst.CSTNode) -> bool:
        """Whether a value is only put into a message: printed, logged, raised or asserted."""
        if self._is_asserted(node):
            return True
        for above in self.tree.ancestors(node):
            if isinstance(above, cst.Raise) or (isinstance(above, cst.Call) and self._only_shows(above)):
                return True
            if isinstance(above, (cst.BaseSmallStatement, cst.BaseCompoundStatement)):
                return False
        return False

    def _only_shows(self, call: cst.Call) -> bool:
        name = dotted(call.func).rpartition(".")[2]
        return (
            name in _HARMLESS_METHODS or name == "print" or name.endswith(("Error", "Exception", "Warning"))
        )

    def _is_harmless(self, call: cst.Call) -> bool:
        """Whether what is called stands in this file, so that its parameters are followed, or only shows a value."""
        if self._only_shows(call):
            return True
        for option in self.ev.evaluate(call.func):
            match option.value:
                case Routine() | Class():
                    continue
                case Symbol(name=name) if name.startswith(_WRITERS):
                    continue
                case Symbol(name=name):
                    if not name.startswith("builtins.") or name.rpartition(".")[2] not in _HARMLESS_BUILTINS:
                        return False
                case _:
                    return self._is_kept(call)
        return True

    def _is_kept(self, call: cst.Call) -> bool:
        """Whether a method of a text, dict or list of this file is called."""
        if not isinstance(call.func, cst.Attribute):
            return False
        options = self.ev.evaluate(call.func.value)
        return all(isinstance(option.value, (Literal, Table, Row)) for option in options)


def literals(ev: Evaluator, alternatives: Alternatives, depth: int = 0) -> Iterator[Literal]:
    """Every literal in some values, those in dicts and lists included."""
    for option in alternatives:
        match option.value:
            case Literal():
                yield option.value
            case Table(entries=entries) if depth < 3:
                for entry in entries:
                    yield from literals(ev, ev.entry_value(entry), depth + 1)
            case Row(elements=elements) if depth < 3:
                for element in elements:
                    yield from literals(ev, ev.evaluate(element), depth + 1)
            case _:
                pass
