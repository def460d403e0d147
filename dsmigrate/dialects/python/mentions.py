"""Model IDs that reach no request: tests on them, tables of them, text about them, and where a trail ended."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import libcst as cst

from dsmigrate.catalog.load import Catalog
from dsmigrate.core.sightings import Condition, Escape, Mention, Role
from dsmigrate.core.source import Place
from dsmigrate.dialects.python import objects
from dsmigrate.dialects.python.abstract import Entry, Literal, Row, Table
from dsmigrate.dialects.python.carriers import Carriers
from dsmigrate.dialects.python.escapes import STRING_TESTS, EscapeFinder, literals
from dsmigrate.dialects.python.evaluate import Evaluator
from dsmigrate.dialects.python.harmless import is_asserted
from dsmigrate.dialects.python.joined_tests import JoinedTests
from dsmigrate.dialects.python.strings import value_of
from dsmigrate.dialects.python.tree import walk

_HASH = re.compile("#")


class MentionFinder:
    """Looks at the strings and tests of a module; `fed` are the literals that reach requests, by node.

    `answered` says of an expression whether it can be what an answer says of its model.
    """

    def __init__(
        self,
        ev: Evaluator,
        catalog: Catalog,
        fed: set[int],
        request_calls: set[int],
        answered: Callable[[cst.CSTNode], bool],
    ) -> None:
        self.ev = ev
        self.tree = ev.tree
        self.catalog = catalog
        self.answered = answered
        self.fed = fed
        self.request_calls = request_calls
        self.joined = JoinedTests(ev.tree, self._known)
        self._tested: set[int] = set()
        known: list[cst.CSTNode] = [
            string
            for string in ev.names.strings
            if id(string) in fed or next(catalog.ids_in(string.value), None) is not None
        ]
        known += [node for node, text in ev.named if self._is_id(text)]
        self.carriers = Carriers(ev.graph, known) if known else None
        self.conditions = list(self._conditions())

    def _is_id(self, text: object) -> bool:
        return isinstance(text, str) and self.catalog.id_pattern.fullmatch(text) is not None

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
            plain = all(self._is_plain(case.pattern) for case in match.cases)
            operands = [
                text
                for case in match.cases
                for value in walk(case.pattern)
                if isinstance(value, cst.MatchValue)
                for text in self._texts(value.value)
            ]
            yield from self._condition(
                "match" if plain else "unknown", operands, match.subject, match.subject
            )
        for call in self.ev.names.calls:
            if isinstance(call.func, cst.Attribute) and call.args and self.carriers.may_reach(call):
                name = call.func.attr.value
                if name in STRING_TESTS:
                    operand = call.args[0].value
                    texts = self.joined.left_over(call, operand, self._texts(operand))
                    yield from self._condition(self._if_known(name, operand), texts, call.func.value, call)
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
            if isinstance(left, cst.SimpleString) or self.answered(right):
                left, right = right, left
            # What can be anything, such as a setting, is no name that a test is about.
            operator_known = self._if_known("==", right)
            texts = self._texts(right) if operator_known == "==" else []
            yield from self._condition(operator_known, texts, left, node)
        elif isinstance(operator, (cst.In, cst.NotIn)):
            within = self.ev.evaluate(right)
            listed = all(isinstance(option.value, (Row, Table)) for option in within)
            if any(isinstance(option.value, Literal) for option in within) or (
                isinstance(left, cst.SimpleString) and not listed
            ):
                yield from self._condition(self._if_known("contains", left), self._texts(left), right, node)
            else:
                yield from self._condition(self._if_known("in", right), self._texts(right), left, node)
                if not listed and self._is_looped(left):
                    # Each name of a list, or key of a dict, is looked for in a text: `any(name in model for name in NAMES)`.
                    yield from self._condition(
                        self._if_known("contains", left), self._texts(left), right, node
                    )

    def _is_looped(self, node: cst.BaseExpression) -> bool:
        """Whether a name stands for one thing after the other: of a loop or a comprehension."""
        if not isinstance(node, cst.Name):
            return False
        bindings = self.ev.names.scope_of(node).bindings.get(node.value, ())
        return bool(bindings) and all(binding.kind == "loop" for binding in bindings)

    def _lookup(
        self, table: cst.BaseExpression, key: cst.BaseExpression, node: cst.CSTNode
    ) -> Iterator[Condition]:
        for option in self.ev.evaluate(table):
            if isinstance(option.value, Table):
                keys = [
                    (entry.key, self._key_literal(entry))
                    for entry in option.value.entries
                    if not self._is_same_literal(_key_of(entry), key)
                ]
                if any(self._is_id(text) for text, _ in keys):
                    yield from self._condition("key", keys, key, node, operands_tested=False)

    def _is_same_literal(self, first: cst.CSTNode, second: cst.BaseExpression) -> bool:
        """Whether two keys are written as one literal, so that a rename changes both."""
        nodes = [
            {id(option.value.node) for option in self.ev.evaluate(node) if isinstance(option.value, Literal)}
            for node in (first, second)
        ]
        return bool(nodes[0] & nodes[1])

    def _key_literal(self, entry: Entry) -> cst.CSTNode:
        """The literal that the key of an entry comes from; where it is written, or made, for any other."""
        key = _key_of(entry)
        for option in self.ev.evaluate(key) if isinstance(key, cst.BaseExpression) else ():
            if isinstance(option.value, Literal) and option.value.data == entry.key:
                return option.value.node
        return key

    def _if_known(self, operator: str, operand: cst.BaseExpression) -> str:
        """The operator, or `unknown` where not all that a subject is compared with is known."""
        for option in self.ev.evaluate(operand):
            known = isinstance(option.value, Literal) or (
                isinstance(option.value, (Row, Table)) and not option.value.opens
            )
            if not known:
                return "unknown"
        return operator

    def _known(
        self, operator: str, operand: cst.BaseExpression
    ) -> tuple[str, list[tuple[str, cst.CSTNode]]] | None:
        """The operator and the constants of a test, where all of them are known."""
        return (operator, self._texts(operand)) if self._if_known(operator, operand) == operator else None

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
                    found.extend((entry.key, self._key_literal(entry)) for entry in entries)
                case _:
                    pass
        return found

    def _is_plain(self, pattern: cst.MatchPattern) -> bool:
        """Whether a pattern only asks for one of some known texts."""
        match pattern:
            case cst.MatchValue(value=value):
                return bool(self._texts(value))
            case cst.MatchOr(patterns=patterns):
                return all(self._is_plain(element.pattern) for element in patterns)
            case cst.MatchAs(pattern=inner):
                return inner is None or self._is_plain(inner)
            case _:
                return False

    def _condition(
        self,
        operator: str,
        operands: Sequence[tuple[str, cst.CSTNode]],
        subject: cst.BaseExpression,
        node: cst.CSTNode,
        operands_tested: bool = True,
    ) -> Iterator[Condition]:
        named = any(self._is_id(text) for text, _ in operands)
        values = self.ev.evaluate(subject)
        tested = literals(self.ev, values) if operator == "unknown" else (option.value for option in values)
        subjects = [
            (str(value.data), value.node)
            for value in tested
            if isinstance(value, Literal) and (self._is_id(value.data) or value.data in self.catalog.models)
        ]
        if not named and not subjects:
            return
        if operands_tested:
            self._tested.update(id(written) for _, written in operands if id(written) not in self.fed)
        yield Condition(
            operator=operator,
            operands=tuple((text, self._place(written)) for text, written in operands),
            subjects=tuple((text, self._place(written)) for text, written in subjects),
            place=self._place(node),
            assertion=is_asserted(self.tree, node),
            alternatives=tuple(self.joined.alternatives(node, subject)),
            open=not values or any(not isinstance(each.value, Literal) or each.outside for each in values),
            answered=self.answered(subject),
        )

    def _place(self, node: cst.CSTNode) -> Place:
        try:
            return self.tree.place(node)
        except KeyError:
            return self.tree.place(self.tree.trees[0].module)

    # Mentions

    def mentions(self) -> Iterator[Mention]:
        """The IDs in strings and comments that neither reach a request nor are what something is compared with."""
        for string in self.ev.names.strings:
            if (
                id(string) in self.fed
                or id(string) in self._tested
                or next(self.catalog.ids_in(string.value), None) is None
            ):
                continue
            whole = self._is_id(value_of(string))
            role, note = self._role(string) if whole else (Role.TEXT, "")
            named = self.catalog.id_pattern.fullmatch(str(value_of(string)))
            prefix = named["prefix"] or "" if named is not None else ""
            beside = tuple(self._beside(string)) if role is Role.TABLE else ()
            for match in self.catalog.ids_in(string.value):
                mention = self._mention(match, self.tree.bounds(string)[0], role, note)
                yield mention._replace(prefix=prefix, beside=beside)
        for node, name in self.ev.named:
            if self._is_id(name) and id(node) not in self.fed and id(node) not in self._tested:
                yield Mention(name, self._place(node), *self._role(node))
        for formatted in self.tree.of(cst.FormattedString):
            yield from self._in_formatted(formatted)
        for match in self.catalog.ids_in(self.tree.whole):
            if self._in_comment(match.start()):
                yield self._mention(match, 0, Role.TEXT, "")

    def _beside(self, string: cst.CSTNode) -> Iterator[str]:
        """The texts that one of a list or of a dict's keys must not become equal to."""
        entry = self.tree.parent(string)
        table = self.tree.parent(entry) if entry is not None else None
        match table:
            case cst.List(elements=elements) | cst.Tuple(elements=elements) | cst.Set(elements=elements):
                others = [element.value for element in elements]
            case cst.Dict(elements=elements) if isinstance(entry, cst.DictElement) and entry.key is string:
                others = [element.key for element in elements if isinstance(element, cst.DictElement)]
            case _:
                return
        for other in others:
            if isinstance(other, cst.SimpleString) and other is not string:
                yield str(value_of(other))

    def _in_formatted(self, node: cst.FormattedString) -> Iterator[Mention]:
        if id(node) in self.fed:
            return
        for part in node.parts:
            if isinstance(part, cst.FormattedStringText):
                for match in self.catalog.ids_in(part.value):
                    yield self._mention(match, self.tree.bounds(part)[0], Role.TEXT, "")

    def _in_comment(self, index: int) -> bool:
        """Whether a comment has begun before `index` in its row; a `#` in a string begins none."""
        text = self.tree.whole
        row = max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1
        hashes = [match.start() for match in _HASH.finditer(text, row, index)]
        if not hashes:
            return False
        strings = [
            self.tree.bounds(node)
            for node in walk(self.tree.statement_at(index))
            if isinstance(node, (cst.SimpleString, cst.FormattedString))
        ]
        return any(all(not start <= place < end for start, end in strings) for place in hashes)

    def _mention(self, match: re.Match[str], offset: int, role: Role, note: str) -> Mention:
        model = match.groupdict().get("id") or match.group()
        return Mention(model, self.tree.place_at(offset + match.start(), offset + match.end()), role, note)

    def _role(self, string: cst.CSTNode) -> tuple[Role, str]:
        if is_asserted(self.tree, string):
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
                case cst.Call() if self._is_dict(above):
                    if _keyword(below) in ("model", "model_name"):
                        return Role.UNFOLLOWED, "it stands in a dict that reaches no request in this file"
                    return Role.TABLE, "an entry"
                case cst.Call(args=[cst.Arg(value=cst.SimpleString() as option), *_]) if _keyword(
                    below
                ) == "default" and str(value_of(option)).startswith("-"):
                    return (
                        Role.UNFOLLOWED,
                        f"it is the default of `{value_of(option)!s}`, which no request in this file uses",
                    )
                case cst.Call() if self._is_followed(above, string):
                    pass
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

    def _is_dict(self, call: cst.Call) -> bool:
        return any(isinstance(o.value, Table) and o.value.node is call for o in self.ev.evaluate(call))

    def _is_followed(self, call: cst.Call, string: cst.CSTNode) -> bool:
        """Whether what a call gives may be the string itself, so that what becomes of that is what matters."""
        if objects.field_default(self.ev, call) is not None:
            return True
        options = self.ev.evaluate(call)
        return any(isinstance(o.value, Literal) and o.value.node is string for o in options)

    # Escapes

    def escapes(self) -> Iterator[Escape]:
        """Where a literal that reaches a request is also handed to code, or used in a way, that is not followed."""
        tested = {condition.place for condition in self.conditions}
        for literal, node, operand, use in EscapeFinder(self.ev, self.fed, self.request_calls).escapes():
            if self._place(node) not in tested:
                yield Escape(self._place(literal), self._place(operand), use)


def _keyword(argument: cst.CSTNode) -> str:
    """The name under which an argument is passed; empty where it has none."""
    return argument.keyword.value if isinstance(argument, cst.Arg) and argument.keyword is not None else ""


def _key_of(entry: Entry) -> cst.CSTNode:
    """Where the key of an entry is written; the whole of what made the entry where that is not known."""
    match entry.written:
        case cst.DictElement(key=key):
            return key
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Subscript(slice=[part]))]):
            return part.slice.value if isinstance(part.slice, cst.Index) else entry.written
        case _:
            return entry.written
