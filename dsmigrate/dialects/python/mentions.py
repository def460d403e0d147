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
    Lost,
    Member,
    Routine,
    Row,
    Symbol,
    Table,
)
from dsmigrate.dialects.python.evaluate import Evaluator
from dsmigrate.dialects.python.scopes import dotted

_COMMENT = re.compile(r"#[^\r\n]*")
_STRING_TESTS = frozenset({"startswith", "endswith"})
# Calls that only show, measure or store a value: what they are given decides nothing that is sent.
_HARMLESS = frozenset({
    "print", "debug", "info", "warning", "warn", "error", "exception", "critical", "log", "len", "str", "repr",
    "isinstance", "type", "write", "echo", "format", "join", "append", "add", "set", "hash", "sorted", "list",
    "tuple", "startswith", "endswith", "get", "lower", "upper", "strip", "split", "replace", "title", "success",
    "getattr", "hasattr", "setattr", "dumps", "secho", "rule", "getenv", "setdefault", "field", "Field",
    "add_argument", "option", "argument", "Option", "Argument", "update", "dict", "bool", "partial", "cast",
    "setenv", "skipif", "parametrize", "skip", "ValueError", "KeyError", "RuntimeError", "Exception", "TypeError",
    "NotImplementedError", "assertEqual", "assertIn", "encode", "pop", "items", "keys", "values", "markdown", "caption",
})  # fmt: skip


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
        self.conditions = list(self._conditions())

    def _is_id(self, text: object) -> bool:
        return isinstance(text, str) and self.pattern.fullmatch(text) is not None

    # Conditions

    def _conditions(self) -> Iterator[Condition]:
        for comparison in self.ev.names.comparisons:
            left = comparison.left
            for target in comparison.comparisons:
                yield from self._comparison(comparison, left, target.operator, target.comparator)
                left = target.comparator
        for match in self.ev.names.matches:
            operands = [
                (text, node) for case in match.cases for text, node in self._pattern_texts(case.pattern)
            ]
            yield from self._condition("in", operands, match.subject, match.subject)
        for call in self.ev.names.calls:
            if isinstance(call.func, cst.Attribute) and call.args:
                name = call.func.attr.value
                if name in _STRING_TESTS:
                    yield from self._condition(name, self._texts(call.args[0].value), call.func.value, call)
                elif name in ("get", "pop"):
                    yield from self._lookup(call.func.value, call.args[0].value, call)
        for subscript in self.ev.names.subscripts:
            if len(subscript.slice) == 1 and isinstance(subscript.slice[0].slice, cst.Index):
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
            yield from self._condition("==", self._texts(right), left, node)
        elif isinstance(operator, (cst.In, cst.NotIn)):
            if isinstance(left, cst.SimpleString):
                yield from self._condition("contains", self._texts(left), right, node)
                for option in self.ev.evaluate(right):
                    if isinstance(option.value, (Row, Table)) and self._is_id(left.evaluated_value):
                        self._tested.add(id(left))
            else:
                yield from self._condition("in", self._texts(right), left, node)

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
        """Where a literal that reaches a request is also handed to code that is not followed."""
        if not self.fed:
            return
        for call in self.ev.names.calls:
            if id(call) in self.request_calls:
                continue
            name = self.ev.tree.text(call.func)
            if name.rpartition(".")[2] in _HARMLESS or self._is_followed(call):
                continue
            for argument in call.args:
                for literal in self._literals(self.ev.evaluate(argument.value)):
                    if id(literal.node) in self.fed and self._is_id(_bare(literal.data)):
                        yield Escape(self._place(literal.node), self._place(argument), name)

    def _is_followed(self, call: cst.Call) -> bool:
        """Whether what is called stands in this file, so that its parameters are followed."""
        for option in self.ev.evaluate(call.func):
            if isinstance(option.value, (Routine, Class)):
                continue
            if isinstance(option.value, Symbol) and option.value.name.startswith("builtins."):
                continue
            if isinstance(option.value, (Lost, Member, Symbol)):
                return False
            return False
        return True

    def _literals(self, alternatives: Alternatives, depth: int = 0) -> Iterator[Literal]:
        for option in alternatives:
            match option.value:
                case Literal():
                    yield option.value
                case Table(entries=entries) if depth < 3:
                    for entry in entries:
                        yield from self._literals(self.ev.entry_value(entry), depth + 1)
                case Row(elements=elements) if depth < 3:
                    for element in elements:
                        yield from self._literals(self.ev.evaluate(element), depth + 1)
                case _:
                    pass


def _bare(data: object) -> object:
    return re.split(r"[/:]", data)[-1] if isinstance(data, str) else data
