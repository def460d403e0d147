"""The assistant's turns that code puts into the messages of a request: those with tool calls and without their thinking."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

import libcst as cst

from dsmigrate.catalog.load import Answer
from dsmigrate.dialects.python import lookups, uses
from dsmigrate.dialects.python.abstract import Alternative, Literal, Table, under
from dsmigrate.dialects.python.answers import Answers
from dsmigrate.dialects.python.conversations import Conversations, Part
from dsmigrate.dialects.python.drafts import Draft
from dsmigrate.dialects.python.evaluate import Evaluator
from dsmigrate.dialects.python.flow import Choices

MESSAGES = "messages"
_DUMPS = ("model_dump", "dict", "to_dict")


class Turns:
    """Finds the turns; `calls` are the requests whose answers they may be made of, which are like `answer`.

    `thinking` is the field that the turns lack.
    """

    def __init__(self, ev: Evaluator, calls: Collection[int], thinking: str, answer: Answer) -> None:
        self.ev = ev
        self.thinking = thinking
        self.answer = answer
        self.answers = Answers(ev, calls)
        self.conversations = Conversations(ev)

    def of(self, draft: Draft) -> Iterator[cst.CSTNode]:
        """The messages of the role `assistant` with tool calls that the request sends without the field."""
        seen: set[int] = set()
        for way in draft.ways:
            slot = way.body.get(MESSAGES)
            if slot is None or id(slot.value) in seen:
                continue
            seen.add(id(slot.value))
            callers = frozenset(key for other in draft.ways for key, _ in other.choices if _is_caller(key))
            for part in self.conversations.parts(slot.value, callers):
                for node in self._dropping(part):
                    if id(node) not in seen:
                        seen.add(id(node))
                        yield node

    def _dropping(self, part: Part) -> Iterator[cst.CSTNode]:
        """Where a message is that certainly never has its thinking with it; by caller, where these say what it is."""
        if self._is_without(part.message):
            yield part.message
            return
        groups: dict[Choices, list[Alternative]] = defaultdict(list)
        for option in under(self.ev.evaluate(part.message), part.choices):
            groups[frozenset(choice for choice in option.choices if _is_caller(choice[0]))].append(option)
        dropping = [group for group in groups.values() if self._drops(group)]
        if dropping and len(dropping) == len(groups) and not self._is_passed_in(part.message):
            yield part.message
            return
        for group in dropping:
            yield from self._written(group, part.message)

    def _is_passed_in(self, message: cst.BaseExpression) -> bool:
        """Whether callers pass a message to the function that adds it."""
        return isinstance(message, cst.Name) and any(
            reach.binding is not None and reach.binding.kind == "param"
            for reach in uses.reaching(self.ev, message)
        )

    def _written(self, group: list[Alternative], message: cst.BaseExpression) -> Iterator[cst.CSTNode]:
        """Where the message of one caller is written: its dict, or the call, where the dict is the same for all."""
        function = self.ev.names.function_of(message)
        for option in group:
            assert isinstance(option.value, Table)
            if self.ev.names.function_of(option.value.node) is not function:
                yield option.value.node
                continue
            made = {call for (kind, *_), call in _told(option.choices) if kind == "call"}
            yield from (call for call in self.ev.names.calls if id(call) in made)

    def _drops(self, options: list[Alternative]) -> bool:
        """Whether a message is an assistant's with tool calls and without the field, whatever else it can be."""
        tables = [option.value for option in options if isinstance(option.value, Table)]
        if len(tables) < len(options) or any(
            table.opens or table.find(self.thinking) is not None for table in tables
        ):
            return False
        return all(self._is_assistants(option) for option in options) and any(map(self._calls_tools, tables))

    @property
    def _tool_calls(self) -> str:
        """The field of a message that holds the tools which it wants called."""
        return self.answer.tool_calls[-1]

    def _calls_tools(self, message: Table) -> bool:
        """Whether a message has tool calls, and is not written out to have none."""
        entry = message.find(self._tool_calls)
        return entry is not None and not (isinstance(entry.value, cst.Name) and entry.value.value == "None")

    def _is_assistants(self, option: Alternative) -> bool:
        """Whether a message has the role of the assistant, and no other."""
        assert isinstance(option.value, Table)
        entry = option.value.find("role")
        values = under(lookups.entry_value(self.ev, entry), option.choices) if entry is not None else ()
        return bool(values) and all(
            isinstance(each.value, Literal) and each.value.data == "assistant" for each in values
        )

    def _is_without(self, message: cst.BaseExpression) -> bool:
        """Whether it is the answer's message, from which the field is left or taken out on every way."""
        if not isinstance(message, cst.Name):
            return self._leaves_out(message)
        reaches = uses.reaching(self.ev, message)
        return bool(reaches) and all(
            reach.binding is not None
            and reach.binding.kind == "assign"
            and not reach.binding.path
            and isinstance(reach.binding.value, cst.BaseExpression)
            and (
                self._leaves_out(reach.binding.value)
                or (
                    any(self._takes_out(change.node, change.key) for change in reach.changes)
                    and self._is_message(reach.binding.value)
                )
            )
            for reach in reaches
        )

    def _takes_out(self, change: cst.CSTNode, key: cst.BaseExpression | None) -> bool:
        """Whether a change takes the field out of a dict: `del turn[key]`, `turn.pop(key)`."""
        if isinstance(change, cst.Subscript) and isinstance(self.ev.tree.parent(change), cst.Del):
            return self.ev.only_text(key) == self.thinking
        return (
            isinstance(change, cst.Call)
            and isinstance(change.func, cst.Attribute)
            and change.func.attr.value == "pop"
            and bool(change.args)
            and self.ev.only_text(change.args[0].value) == self.thinking
        )

    def _is_message(self, node: cst.CSTNode) -> bool:
        """Whether it is the message of an answer, as an object or a dict."""
        return any(read is not None and read.path == self.answer.message for read in self.answers.read(node))

    def _leaves_out(self, node: cst.BaseExpression) -> bool:
        """Whether it is the message of an answer as a dict with the tool calls, but not the field."""
        match node:
            case cst.Call(func=cst.Attribute(attr=cst.Name(value=name)), args=args) if name in _DUMPS:
                kept = [
                    self._keeps(argument.keyword.value, argument.value)
                    for argument in args
                    if argument.keyword is not None
                ]
            case cst.DictComp(for_in=cst.CompFor(ifs=[cst.CompIf(test=cst.Comparison() as test)])):
                kept = [self._lets_through(test)]
            case _:
                return False
        return False in kept and self._is_message(
            node.for_in.iter if isinstance(node, cst.DictComp) else node
        )

    def _keeps(self, option: str, value: cst.BaseExpression) -> bool | None:
        """Whether `exclude=` or `include=` keeps the field beside the tool calls; None where it says nothing of that."""
        keys = self._keys(value)
        if keys is None or option not in ("exclude", "include"):
            return None
        kept = {key: (key in keys) is (option == "include") for key in (self._tool_calls, self.thinking)}
        return kept[self.thinking] if kept[self._tool_calls] else None

    def _lets_through(self, test: cst.Comparison) -> bool | None:
        """The same of the condition on a key, in a dict that is made of another."""
        if len(test.comparisons) != 1:
            return None
        target = test.comparisons[0]
        match target.operator:
            case cst.NotEqual():
                return False if self.ev.only_text(target.comparator) == self.thinking else None
            case cst.NotIn():
                return self._keeps("exclude", target.comparator)
            case cst.In():
                return self._keeps("include", target.comparator)
            case _:
                return None

    def _keys(self, node: cst.BaseExpression) -> set[str] | None:
        """The texts of a set, list or tuple that is written out; None for anything else."""
        if not isinstance(node, (cst.Set, cst.List, cst.Tuple)):
            return None
        texts = [self.ev.only_text(element.value) for element in node.elements]
        return None if None in texts else {text for text in texts if text is not None}


def _is_caller(key: object) -> bool:
    """Whether a choice is about who calls a function."""
    return isinstance(key, tuple) and key[:1] == ("call",)


def _told(choices: Choices) -> Iterator[tuple[tuple[object, ...], object]]:
    """The choices whose keys say what they are about."""
    return ((key, branch) for key, branch in choices if isinstance(key, tuple))
