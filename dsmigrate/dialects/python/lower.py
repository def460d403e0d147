"""Turns intents into edits of a Python module: byte spans and their new text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import libcst as cst

from dsmigrate.core.findings import Edit
from dsmigrate.core.intents import AppendText, DropField, Intent, SetText, SetThinking
from dsmigrate.core.source import Place
from dsmigrate.dialects.python.abstract import Literal, Table
from dsmigrate.dialects.python.layout import TextEdit, coalesced, insert_item, remove_item
from dsmigrate.dialects.python.lift import PythonFile
from dsmigrate.dialects.python.requests import Draft, Slot, Way
from dsmigrate.dialects.python.scopes import Scope, statements


class Refused(Exception):
    """The intents cannot be carried out in this file; the message says why, in a reader's words."""


def lower(file: PythonFile, intents: Sequence[Intent], line_length: int) -> list[Edit]:
    """The edits that carry out all of `intents`, which are of this file. Raises Refused where one cannot be."""
    lowering = _Lowering(file, intents, line_length)
    source = file.source
    edits = coalesced(source.text, lowering.edits())
    return [
        Edit(Place(source.path, source.span(edit.start, edit.end), source.cell), edit.content)
        for edit in edits
    ]


class _Lowering:
    def __init__(self, file: PythonFile, intents: Sequence[Intent], line_length: int) -> None:
        self.file = file
        self.tree = file.tree
        self.intents = intents
        self.line_length = line_length
        self.drafts = {file.place(draft.call): draft for draft in file.drafts}

    def edits(self) -> Iterator[TextEdit]:
        for intent in self.intents:
            match intent:
                case SetText(literal=literal, text=text):
                    yield self._set_text(literal, text)
                case AppendText(literal=literal, text=text):
                    yield self._append_text(literal, text)
                case DropField(request=request, name=name):
                    yield from self._drop(self._draft(request), name)
                case SetThinking():
                    yield from self._set_thinking(self._draft(intent.request), intent)

    def _draft(self, place: Place) -> Draft:
        draft = self.drafts.get(place)
        if draft is None:
            raise Refused("the call could not be found again")
        return draft

    def _string(self, place: Place) -> cst.SimpleString:
        for node in self.tree.at(place.span):
            if isinstance(node, cst.SimpleString):
                return node
        raise Refused("it is not written as one plain string")

    def _set_text(self, place: Place, text: str) -> TextEdit:
        node = self._string(place)
        old = node.evaluated_value
        if isinstance(old, bytes):
            raise Refused("it is written as bytes")
        kept = (
            ""
            if "://" in old or "://" in text or "." in text.partition("/")[0]
            else old[: _prefix_length(old)]
        )
        start, end = self.tree.bounds(node)
        return TextEdit(start, end, f"{node.prefix}{node.quote}{kept}{text}{node.quote}")

    def _append_text(self, place: Place, text: str) -> TextEdit:
        node = self._string(place)
        end = self.tree.bounds(node)[1] - len(node.quote)
        return TextEdit(end, end, text.replace("\\", "\\\\").replace(node.quote[0], "\\" + node.quote[0]))

    # Removing a field

    def _drop(self, draft: Draft, name: str) -> Iterator[TextEdit]:
        for slot in _each_once(way.body.get(name) or way.arguments.get(name) for way in draft.ways):
            self._check_users(slot, name, draft)
            yield from self._remove(slot)

    def _check_users(self, slot: Slot, name: str, draft: Draft) -> None:
        """Refuses where another request, which is not to lose the field, gets it from the same place."""
        losing = {
            id(self._draft(i.request)) for i in self.intents if isinstance(i, DropField) and i.name == name
        }
        for other in self.file.drafts:
            if other is draft or id(other) in losing:
                continue
            if any(s.written is slot.written for way in other.ways for s in way.body.values()):
                raise Refused(f"`{name}` is shared with another request")

    def _remove(self, slot: Slot) -> list[TextEdit]:
        written = slot.written
        above = self.tree.parent(written)
        if isinstance(written, cst.Arg) and isinstance(above, cst.Call):
            return remove_item(self.tree, above, written)
        if isinstance(written, cst.DictElement) and isinstance(above, cst.Dict):
            return remove_item(self.tree, above, written)
        if isinstance(written, cst.Assign):
            return [self._remove_statement(written)]
        raise Refused("it is set in a way that is not rewritten")

    def _remove_statement(self, statement: cst.Assign) -> TextEdit:
        line = self.tree.parent(statement)
        block = self.tree.parent(line) if line is not None else None
        alone = isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1
        if not alone or block is None or sum(1 for _ in statements(block)) < 2:
            raise Refused("it is the only statement of its block")
        text = self.tree.source.text
        start, end = self.tree.bounds(statement)
        while start > 0 and text[start - 1] in " \t":
            start -= 1
        while end < len(text) and text[end] not in "\r\n":
            end += 1
        return TextEdit(start, end + (2 if text[end : end + 2] == "\r\n" else 1), "")

    # The thinking toggle

    def _set_thinking(self, draft: Draft, intent: SetThinking) -> Iterator[TextEdit]:
        toggle = draft.shape.toggle
        if toggle is None:
            raise Refused(f"{draft.shape.library} has no known place for the thinking mode")
        modes = dict(zip(draft.ways, intent.modes, strict=True))
        replaced = list(_each_once(self._written_wrongly(way, intent.replaces) for way in draft.ways))
        for old in replaced:
            self._check_users(old, "", draft)
        if draft.shape.body:
            yield from self._into_bodies(draft, modes, replaced)
        else:
            yield from self._into_call(draft, modes, replaced)

    def _written_wrongly(self, way: Way, names: tuple[str, ...]) -> Slot | None:
        for name in names:
            slot = way.refused.get(name) or way.body.get(name)
            if slot is not None:
                return slot
        return None

    def _value(self, draft: Draft, modes: dict[Way, str | None], quote: str) -> str | None:
        """What is written for the modes of some ways: one value, or one that follows a condition; None for nothing."""
        toggle = draft.shape.toggle
        assert toggle is not None
        values = {way: toggle.values.get(mode) if mode is not None else None for way, mode in modes.items()}
        texts = {way: _render(value, quote) if value is not None else None for way, value in values.items()}
        distinct = set(texts.values())
        if len(distinct) == 1:
            return next(iter(distinct))
        if len(distinct) > 2:
            raise Refused("its thinking mode would depend on more than one condition")
        condition, when_true, when_false = self._discriminate(draft, texts)
        inner = _common_key(when_true, when_false, values)
        if inner is not None:
            key, first, second = inner
            return (
                f"{{{quote}{key}{quote}: {quote}{first}{quote} if {condition} else {quote}{second}{quote}}}"
            )
        return f"{when_true} if {condition} else {when_false}"

    def _discriminate(self, draft: Draft, texts: dict[Way, str | None]) -> tuple[str, str | None, str | None]:
        """A condition, readable at the call, that tells apart the ways with one text from those with the other."""
        keys = [key for way in texts for key, _ in way.choices]
        for key in dict.fromkeys(keys):
            known = self.file.ev.conditions.get(key)
            if known is None or not isinstance(key, tuple) or key[0] != "if":
                continue
            sides: dict[object, set[str | None]] = {True: set(), False: set()}
            for way, text in texts.items():
                branch = dict(way.choices).get(key)
                if branch is None:
                    break
                sides[branch].add(text)
            else:
                test, positive = known
                if len(sides[True]) == 1 and len(sides[False]) == 1 and self._visible(key, draft.call):
                    return self.tree.text(test), next(iter(sides[positive])), next(iter(sides[not positive]))
        raise Refused(
            "the mode differs between the ways this request is made, and no condition at the call tells which"
        )

    def _visible(self, key: tuple[object, ...], call: cst.Call) -> bool:
        """Whether the names of a condition mean the same at `call`."""
        names = self.file.ev.names
        scope: Scope | None = names.scope_of(call)
        while scope is not None:
            if key[1] == id(scope) or key[1] == id(scope.node):
                return True
            scope = scope.parent
        return False

    def _into_bodies(
        self, draft: Draft, modes: dict[Way, str | None], replaced: list[Slot]
    ) -> Iterator[TextEdit]:
        """Plain HTTP: the toggle goes into each dict that becomes a body."""
        assert draft.shape.toggle is not None
        key = draft.shape.toggle.path[-1]
        groups: dict[int, dict[Way, str | None]] = {}
        tables: dict[int, Table] = {}
        for way, mode in modes.items():
            if not way.body_tables:
                if mode is None:
                    continue
                raise Refused("the body of the request could not be followed to where it is written")
            table = way.body_tables[0]
            groups.setdefault(id(table.node), {})[way] = mode
            tables[id(table.node)] = table
        for identity, group in groups.items():
            node = tables[identity].node
            value = self._value(draft, group, self._quote(node))
            if value is None:
                continue
            if " if " in value and "None" in value:
                raise Refused(
                    "one body serves requests that need the toggle and requests that must not have it"
                )
            if not isinstance(node, (cst.Dict, cst.Call)) or not tables[identity].extensible:
                raise Refused("the body of the request is not written as a dict that a key could be added to")
            yield from self._put(node, key, value, replaced)

    def _into_call(
        self, draft: Draft, modes: dict[Way, str | None], replaced: list[Slot]
    ) -> Iterator[TextEdit]:
        """A client library: the toggle goes into an argument of the call, or into a dict that is passed already."""
        assert draft.shape.toggle is not None
        head, *inner = draft.shape.toggle.path
        quote = self._quote(draft.call)
        value = self._value(draft, modes, quote)
        if value is None:
            return
        existing = list(_each_once(way.arguments.get(head) for way in draft.ways))
        if not existing:
            if any(way.opens for way, mode in modes.items() if mode is not None):
                reason = next(way.opens[0] for way, mode in modes.items() if mode is not None and way.opens)
                raise Refused(f"its arguments are not all known, so `{head}` may be among them: {reason}")
            whole = _nested(inner, value, quote)
            in_place = next((slot for slot in replaced if self.tree.parent(slot.written) is draft.call), None)
            others = [slot for slot in replaced if slot is not in_place]
            if in_place is not None:
                start, end = self.tree.bounds(in_place.written)
                yield TextEdit(start, end, f"{head}={whole}")
            else:
                yield from insert_item(self.tree, draft.call, f"{head}={whole}", self.line_length)
            for slot in others:
                yield from self._remove(slot)
            return
        if len(existing) > 1:
            raise Refused(f"`{head}` is passed from more than one place")
        if not inner and any(slot.written is existing[0].written for slot in replaced):
            start, end = self.tree.bounds(existing[0].value)
            yield TextEdit(start, end, value)
            return
        yield from self._merge(existing[0], inner, value, quote, replaced)

    def _merge(
        self, slot: Slot, path: Sequence[str], value: str, quote: str, replaced: list[Slot]
    ) -> Iterator[TextEdit]:
        """Adds a key to what is passed already, literal or not."""
        expression: cst.BaseExpression = slot.value
        path = list(path)
        if not path:
            raise Refused("the argument that holds the thinking mode is there already")
        while len(path) > 1 and isinstance(expression, cst.Dict):
            entry = next((e for e in expression.elements if _key_of(e) == path[0]), None)
            if not isinstance(entry, cst.DictElement):
                yield from self._put(expression, path[0], _nested(path[1:], value, quote), replaced)
                return
            expression = entry.value
            path.pop(0)
        if isinstance(expression, cst.Dict):
            yield from self._put(expression, path[0], _nested(path[1:], value, quote), replaced)
            return
        if replaced:
            raise Refused("the dict that holds it is not written at the call")
        start, end = self.tree.bounds(expression)
        text = self.tree.source.text[start:end]
        item = f"{quote}{path[0]}{quote}: {_nested(path[1:], value, quote)}"
        if isinstance(expression, cst.Name) and expression.value == "None":
            yield TextEdit(start, end, f"{{{item}}}")
        elif self._surely_a_dict(expression):
            yield TextEdit(start, end, f"{{**{text}, {item}}}")
        else:
            yield TextEdit(start, end, f"{{**({text} or {{}}), {item}}}")

    def _surely_a_dict(self, expression: cst.BaseExpression) -> bool:
        options = self.file.ev.evaluate(expression)
        return isinstance(expression, (cst.Name, cst.Attribute)) and all(
            isinstance(option.value, Table) and not option.outside for option in options
        )

    def _put(
        self, node: cst.Dict | cst.Call, key: str, value: str, replaced: list[Slot]
    ) -> Iterator[TextEdit]:
        """Adds `key` to a dict literal or `dict(...)`; where a wrong way of saying it stands there, in its place."""
        quote = self._quote(node)
        item = f"{quote}{key}{quote}: {value}" if isinstance(node, cst.Dict) else f"{key}={value}"
        inside = [slot for slot in replaced if self.tree.parent(slot.written) is node]
        present = [
            element
            for element in (node.elements if isinstance(node, cst.Dict) else node.args)
            if _key_of(element) == key
        ]
        if present and not any(slot.written is present[0] for slot in inside):
            for slot in replaced:
                yield from self._remove(slot)
            return
        if inside:
            start, end = self.tree.bounds(inside[0].written)
            yield TextEdit(start, end, item)
        else:
            yield from insert_item(self.tree, node, item, self.line_length)
        for slot in replaced:
            if not inside or slot is not inside[0]:
                yield from self._remove(slot)

    def _quote(self, node: cst.CSTNode) -> str:
        """The quote that strings in `node` are written with; else the module's."""
        strings = [s for s in self.file.ev.names.strings if node in self.tree.ancestors(s)]
        for string in strings or self.file.ev.names.strings:
            if len(string.quote) == 1:
                return string.quote
        return '"'


def _each_once(slots: Iterable[Slot | None]) -> Iterator[Slot]:
    seen: set[int] = set()
    for slot in slots:
        if slot is not None and id(slot.written) not in seen:
            seen.add(id(slot.written))
            yield slot


def _prefix_length(text: str) -> int:
    """How much of a model name is a provider's prefix (`deepseek/`, `deepseek:`)."""
    return max(text.rfind("/"), text.rfind(":")) + 1


def _key_of(element: cst.CSTNode) -> str | None:
    if isinstance(element, cst.DictElement) and isinstance(element.key, cst.SimpleString):
        return str(element.key.evaluated_value)
    if isinstance(element, cst.Arg) and element.keyword is not None:
        return element.keyword.value
    return None


def _render(value: object, quote: str) -> str:
    """A plain value as Python, its strings in the given quotes."""
    if isinstance(value, dict):
        return (
            "{"
            + ", ".join(f"{quote}{key}{quote}: {_render(inner, quote)}" for key, inner in value.items())
            + "}"
        )
    if isinstance(value, str):
        return f"{quote}{value}{quote}"
    return repr(value)


def _nested(path: Sequence[str], value: str, quote: str) -> str:
    for key in reversed(path):
        value = f"{{{quote}{key}{quote}: {value}}}"
    return value


def _common_key(first: str | None, second: str | None, values: dict[Way, Any]) -> tuple[str, str, str] | None:
    """For two one-key dicts that differ in the value alone: the key and both values."""
    render: Callable[[object], str] = lambda value: _render(value, '"')  # noqa: E731
    if first is None or second is None:
        return None
    dicts = [value for value in values.values() if isinstance(value, dict) and len(value) == 1]
    by_text = {render(value): value for value in dicts}
    ours, theirs = by_text.get(first.replace("'", '"')), by_text.get(second.replace("'", '"'))
    if ours is None or theirs is None or set(ours) != set(theirs):
        return None
    key = next(iter(ours))
    if isinstance(ours[key], str) and isinstance(theirs[key], str):
        return key, ours[key], theirs[key]
    return None


__all__ = ["Literal", "Refused", "lower"]
