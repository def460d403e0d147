"""Writes the thinking mode into the slot that a client library really sends."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import chain, pairwise
from pathlib import Path

import libcst as cst

from dsmigrate.catalog.shapes import Toggle
from dsmigrate.catalog.thinking import DISABLED
from dsmigrate.core.intents import SetThinking
from dsmigrate.dialects.python.abstract import Literal, Lost, Member, Table
from dsmigrate.dialects.python.carriers import Carriers
from dsmigrate.dialects.python.drafts import Draft, Slot, Way
from dsmigrate.dialects.python.imports import reference
from dsmigrate.dialects.python.layout import TextEdit, insert_items
from dsmigrate.dialects.python.lift import Program
from dsmigrate.dialects.python.scopes import dotted
from dsmigrate.dialects.python.slots import Refused, each_once, refuse_if_shared, remove_slot
from dsmigrate.dialects.python.toggle_text import Said
from dsmigrate.dialects.python.told_apart import Modes, NotToldApart, said_of


class ToggleWriter:
    """Carries out SetThinking in one program.

    `toggled` are all the requests whose mode is set by the same fix, and `going` what the fix takes out besides;
    where the toggle comes in the place of one of these, that one is noted in `taken`. `growth` says by how much
    the fix makes the text longer, and where. `beside` holds the calls that get another argument in the same go, and
    what is written for it.
    """

    def __init__(
        self,
        program: Program,
        toggled: Sequence[Draft],
        going: Sequence[Slot],
        line_length: Callable[[Path], int],
        beside: Sequence[tuple[Draft, Sequence[str]]] = (),
    ) -> None:
        self.program = program
        self.tree = program.tree
        self.others = [draft for draft in program.drafts if draft not in toggled]
        self.line_length = line_length
        self.going = {id(slot.written) for slot in going}
        self.taken: set[int] = set()
        self.growth: Sequence[tuple[int, int]] = ()
        self.beside = {id(draft): contents for draft, contents in beside}

    def rest(self, draft: Draft, written: Sequence[TextEdit]) -> Iterator[TextEdit]:
        """The edits for what a request gets beside the mode, where that is not among the edits `written` for it."""
        contents = self.beside.pop(id(draft), ())
        if contents:
            longer = ((edit.start, len(edit.content) - (edit.end - edit.start)) for edit in written)
            self.growth = (*self.growth, *longer)
            yield from self._insert(self._argument_list(draft), *contents)

    def edits(self, draft: Draft, intent: SetThinking) -> Iterator[TextEdit]:
        """The edits for one request. Raises Refused where there is no place for them."""
        modes = dict(zip(draft.ways, intent.modes, strict=True))
        if any(isinstance(above, cst.FormattedString) for above in self.tree.ancestors(draft.call)):
            raise Refused("the call stands inside an f-string")
        if draft.shape.too_old:
            raise Refused(draft.shape.too_old)
        if draft.shape.instead:
            raise Refused(draft.shape.instead)
        for way in draft.ways if draft.shape.told_by else ():
            if isinstance(way.endpoint.value, Lost) and not way.implied:
                # The interface is not known, and each has a place of its own for the mode.
                raise Refused(way.endpoint.value.reason)
        if draft.shape.elsewhere and draft.shape.toggle is None:
            if DISABLED not in intent.modes:
                return  # a current model thinks unless it is told not to
            raise Refused(draft.shape.elsewhere)
        if not any(intent.modes):
            return
        replaced = list(
            each_once(slot for way in draft.ways for slot in _written_wrongly(way, intent.replaces))
        )
        for old in replaced:
            refuse_if_shared(old, intent.replaces[0], self.others)
        try:
            if draft.shape.body:
                yield from self._into_bodies(draft, modes, replaced)
            elif draft.config is not None:
                yield from self._into_config(draft, draft.config, _toggle(draft, modes), modes, replaced)
            else:
                yield from self._into_call(draft, _toggle(draft, modes), modes, replaced)
        except NotToldApart as error:
            if not intent.others or not error.only_some:
                raise
            raise Refused(
                f"the same call is also made to {intent.others}, and no condition at the call tells which:"
                " let what names the model pass the thinking mode too"
            ) from error

    def _into_bodies(self, draft: Draft, modes: Modes, replaced: list[Slot]) -> Iterator[TextEdit]:
        """Plain HTTP: the toggle goes into each dict that becomes a body."""
        groups: dict[int, Modes] = {}
        tables: dict[int, Table] = {}
        for way, mode in modes.items():
            if way.body_tables:
                table = way.body_tables[0]
                groups.setdefault(id(table.node), {})[way] = mode
                tables[id(table.node)] = table
            elif mode is not None:
                raise Refused("the body of the request could not be followed to where it is written")
        for identity, group in groups.items():
            node = tables[identity].node
            if not any(group.values()):
                continue
            toggle = _toggle(draft, group)
            said = said_of(self.program, toggle, group, self.quote(node), node)
            if said is None:
                continue
            if not isinstance(node, (cst.Dict, cst.Call)) or not tables[identity].extensible:
                raise Refused("the body of the request is not written as a dict that a key could be added to")
            self._refuse_if_sent_by_others(node)
            head, *inner = toggle.path
            existing = list(each_once(way.body.get(head) for way in group)) if inner else []
            if not existing:
                yield from self._put(node, head, inner, said, replaced)
            elif len(existing) > 1:
                raise Refused(f"`{head}` is passed from more than one place")
            else:
                self._refuse_if_not_written(existing[0], head)
                yield from self._merge(draft, existing[0], inner, said, self.quote(node), replaced)

    def _into_config(
        self, draft: Draft, config: Table, toggle: Toggle, modes: Modes, replaced: list[Slot]
    ) -> Iterator[TextEdit]:
        """A dict that says a request as the arguments of a call would: the toggle becomes one of its entries."""
        node = config.node
        head, *inner = toggle.path
        quote = self.quote(node)
        said = said_of(self.program, toggle, modes, quote, node)
        if said is None:
            return
        if not isinstance(node, (cst.Dict, cst.Call)) or not config.extensible:
            raise Refused("the dict that says the request is not one that a key could be added to")
        self._refuse_if_sent_by_others(node)
        existing = list(each_once(way.arguments.get(head) for way in draft.ways))
        if not existing:
            if config.opens:
                raise Refused(f"its keys are not all known, so `{head}` may be among them: {config.opens[0]}")
            yield from self._put(node, head, inner, said, replaced)
        elif len(existing) > 1 or not inner:
            raise Refused(f"`{head}` is there already")
        else:
            self._refuse_if_not_written(existing[0], head)
            yield from self._merge(draft, existing[0], inner, said, quote, replaced)

    def _into_call(
        self, draft: Draft, toggle: Toggle, modes: Modes, replaced: list[Slot]
    ) -> Iterator[TextEdit]:
        """A client library: the toggle goes into an argument of the call, or into a dict that is passed already."""
        head, *inner = toggle.path
        quote = self.quote(draft.call)
        existing = list(each_once(way.arguments.get(head) or way.refused.get(head) for way in draft.ways))
        missing = [way for way, mode in modes.items() if mode is not None and head not in way.arguments]
        if existing and missing and not any(head in way.refused for way in missing):
            raise Refused(f"`{head}` is passed in some of the ways this request is made, but not in all")
        # Where the argument is passed in some ways only, it has nothing to say of the others.
        passing = {way: mode for way, mode in modes.items() if head in way.arguments or head in way.refused}
        said = said_of(self.program, toggle, passing or modes, quote, draft.call)
        if said is None:
            return
        self._refuse_if_said_later(draft, head)
        for other in draft.shape.merge:
            if len(other) > 1 and other[-1] == head and any(self._holds(way, other) for way in draft.ways):
                raise Refused(f"`{'.'.join(other)}` is passed already, and would win over `{head}`")
        if not existing:
            yield from self._new_argument(draft, modes, head, inner, said, replaced)
            return
        if len(existing) > 1:
            raise Refused(f"`{head}` is passed from more than one place")
        self._refuse_if_not_written(existing[0], head)
        if head in draft.shape.builds and self._is_none(existing[0].value):
            value, imported = self._value(draft, head, inner, said, quote)
            yield TextEdit(*self.tree.bounds(existing[0].value), value)
            yield from imported
        elif inner:
            yield from self._merge(draft, existing[0], inner, said, quote, replaced)
        elif not said.condition and self.tree.text(existing[0].value) == said.text:
            return  # it is said already, and is only heeded with the new name
        elif any(slot.written is existing[0].written for slot in replaced):
            start, end = self.tree.bounds(existing[0].value)
            yield TextEdit(start, end, said.expression((), quote))
        else:
            raise Refused("the argument that holds the thinking mode is there already")

    def _refuse_if_said_later(self, draft: Draft, head: str) -> None:
        """Refuses where a request that goes through the made object names a model, or what comes in `head`'s place."""
        if not any(name in self.program.libraries.clients for name in draft.shape.functions):
            return
        for call in self.program.ev.names.calls:
            telling = next((a for a in call.args if self._may_pass(a, ("model", head))), None)
            if telling is not None and any(
                isinstance(option.value, Member) and option.value.base.call is draft.call
                for option in self.program.ev.evaluate(call.func)
            ):
                what = f"`{telling.keyword.value}`" if telling.keyword else f"`{self.tree.text(telling)}`"
                raise Refused(f"`{self.tree.text(call.func)}` is passed {what}, which may come in its place")

    def _refuse_if_not_written(self, slot: Slot, head: str) -> None:
        """Refuses where no expression for what is passed is written, as in what `asdict(settings)` gives."""
        if self.tree.parent(slot.value) is None:
            raise Refused(f"`{head}` comes out of `{self.tree.text(slot.written)}`, and is not written there")

    def _may_pass(self, argument: cst.Arg, names: Sequence[str]) -> bool:
        """Whether an argument passes one of `names`, by name or through `**`."""
        if argument.star != "**":
            return argument.keyword is not None and argument.keyword.value in names
        tables = [option.value for option in self.program.ev.evaluate(argument.value)]
        return any(
            not isinstance(table, Table) or table.opens or any(table.find(name) is not None for name in names)
            for table in tables
        )

    def _holds(self, way: Way, path: Sequence[str]) -> bool:
        """Whether a dict that is passed as an argument holds something under a path of keys."""
        slot = way.arguments.get(path[0])
        for option in self.program.finder.passed.slot_value(slot) if slot is not None else ():
            if isinstance(option.value, Table) and option.value.find(path[1]) is not None:
                return True
        return False

    def _new_argument(
        self, draft: Draft, modes: Modes, head: str, inner: Sequence[str], said: Said, replaced: list[Slot]
    ) -> Iterator[TextEdit]:
        quote = self.quote(draft.call)
        opens = [way.opens[0] for way, mode in modes.items() if mode is not None and way.opens]
        if opens:
            raise Refused(f"its arguments are not all known, so `{head}` may be among them: {opens[0]}")
        if said.condition and None in (said.text, said.otherwise) and not inner:
            raise Refused("the argument cannot be left out on a condition")
        if draft.packed:
            yield from self._into_packed(draft, head, inner, said, replaced)
            return
        value, imported = self._value(draft, head, inner, said, quote)
        yield from imported
        argument = f"{head}={value}"
        in_place = next((slot for slot in replaced if self.tree.parent(slot.written) is draft.call), None)
        if in_place is not None:
            start, end = self.tree.bounds(in_place.written)
            yield TextEdit(start, end, argument)
        else:
            beside = self.beside.pop(id(draft), ())
            yield from self._insert(self._argument_list(draft), *beside, argument)
        for slot in replaced:
            if slot is not in_place:
                yield from remove_slot(self.tree, slot)

    def _into_packed(
        self, draft: Draft, head: str, inner: Sequence[str], said: Said, replaced: list[Slot]
    ) -> Iterator[TextEdit]:
        """A call that is given its arguments in a list and a dict: the toggle becomes an entry of the dict."""
        tables = {id(table.node): table for way in draft.ways for table in way.spread}
        table = next(iter(tables.values()), None)
        if len(tables) != 1 or table is None or draft.shape.builds.get(head):
            raise Refused("its keyword arguments are not given as one dict that a key could be added to")
        at_the_call = any(above is draft.call for above in self.tree.ancestors(table.node))
        if not isinstance(table.node, (cst.Dict, cst.Call)) or not table.extensible or not at_the_call:
            raise Refused("its keyword arguments are not written at the call, as a dict that gets a key more")
        yield from self._put(table.node, head, inner, said, replaced)

    def _value(
        self, draft: Draft, head: str, inner: Sequence[str], said: Said, quote: str
    ) -> tuple[str, list[TextEdit]]:
        """What a new argument is: the keys in dicts, or in the record that the library takes, which may need an import."""
        record = draft.shape.builds.get(head)
        if record is None:
            return said.expression(inner, quote), []
        key, *wrap = inner
        known = self.program.libraries.records
        name, imported = reference(
            self.tree, self.program.ev.names, record, known, draft.call, self._line_length(draft.call)
        )
        return f"{name}({key}={said.expression(wrap, quote)})", imported

    def _is_none(self, expression: cst.BaseExpression) -> bool:
        options = self.program.ev.evaluate(expression)
        return all(isinstance(o.value, Literal) and o.value.data is None for o in options)

    def _record(self, draft: Draft, slot: Slot) -> cst.BaseExpression:
        """The call that makes the record which is passed, for an argument that takes one; else the expression itself."""
        if not draft.shape.builds or not isinstance(slot.written, cst.Arg):
            return slot.value
        options = self.program.ev.evaluate(slot.value)
        table = options[0].value
        if len(options) > 1 or not isinstance(table, Table) or not isinstance(table.node, cst.Call):
            if isinstance(slot.value, cst.Dict):
                return slot.value
            raise Refused("the settings that would get the thinking mode could not be followed")
        if table.node is not slot.value:
            self._refuse_if_used_besides(table.node)
        return table.node

    def _refuse_if_used_besides(self, record: cst.Call) -> None:
        """Refuses where a record that is to get the toggle goes to anything but the requests that are to get it."""
        carriers = Carriers(self.program.ev.graph, [record])
        toggled = {id(draft.call) for draft in self.program.drafts if draft not in self.others}
        for call in self.program.ev.names.calls:
            if call is record or id(call) in toggled:
                continue
            for argument in (call.func, *(argument.value for argument in call.args)):
                if carriers.may_reach(argument) and any(
                    isinstance(option.value, Table) and option.value.node is record
                    for option in self.program.ev.evaluate(argument)
                ):
                    raise Refused(f"the settings are also used by `{self.tree.text(call.func)}`")

    def _merge(
        self,
        draft: Draft,
        slot: Slot,
        path: Sequence[str],
        said: Said,
        quote: str,
        replaced: list[Slot],
    ) -> Iterator[TextEdit]:
        """Adds a key to what is passed already, literal or not."""
        expression = self._record(draft, slot)
        self._refuse_if_sent_by_others(self.tree.parent(slot.written) or slot.written)
        key, *wrap = path
        while isinstance(expression, cst.Dict) or (
            isinstance(expression, cst.Call) and self._is_record(expression)
        ):
            self._refuse_if_sent_by_others(expression)
            items = expression.elements if isinstance(expression, cst.Dict) else expression.args
            entry = next((element for element in items if _key_of(element) == key), None)
            if not wrap or not isinstance(entry, (cst.DictElement, cst.Arg)):
                yield from self._put(expression, key, wrap, said, replaced)
                return
            expression = entry.value
            key, *wrap = wrap
        if replaced:
            raise Refused("the dict that holds it is not written at the call")
        if said.condition and None in (said.text, said.otherwise):
            raise Refused(
                "what is passed already says it in some of the ways this request is made, but not in all"
            )
        start, end = self.tree.bounds(expression)
        text = self.tree.whole[start:end]
        item = said.entry(key, wrap, quote)
        if isinstance(expression, cst.Name) and expression.value == "None":
            yield TextEdit(start, end, f"{{{item}}}")
        elif self._surely_a_dict(expression):
            yield self._spread(expression, text, item)
        else:
            whole = f"({text})" if isinstance(expression, (cst.IfExp, cst.Lambda, cst.NamedExpr)) else text
            yield self._spread(expression, f"({whole} or {{}})", item)

    def _spread(self, expression: cst.BaseExpression, text: str, item: str) -> TextEdit:
        """A dict of what `text` gives and one more item; opened up where the line would get too long."""
        start, end = self.tree.bounds(expression)
        source = self.tree.whole
        line = max(source.rfind(mark, 0, start) for mark in "\r\n") + 1
        rest = re.match(r"[^\r\n]*", source[end:])
        length = start - line + len(f"{{**{text}, {item}}}") + (len(rest.group()) if rest is not None else 0)
        before = source[line:start]
        indent = before[: len(before) - len(before.lstrip())]
        alone = re.fullmatch(r"\s*(\w+\s*=\s*)?", before) and rest and rest.group() in ("", ",")
        if length <= self._line_length(expression) or not alone or "\n" in text:
            return TextEdit(start, end, f"{{**{text}, {item}}}")
        module = self.tree.tree_of(expression).module
        newline, step = module.default_newline, module.default_indent
        inside = "".join(f"{indent}{step}{each},{newline}" for each in (f"**{text}", item))
        return TextEdit(start, end, f"{{{newline}{inside}{indent}}}")

    def _surely_a_dict(self, expression: cst.BaseExpression) -> bool:
        options = self.program.ev.evaluate(expression)
        return isinstance(expression, (cst.Name, cst.Attribute, cst.Call)) and all(
            isinstance(option.value, Table) and not option.outside for option in options
        )

    def _is_record(self, call: cst.Call) -> bool:
        options = self.program.ev.evaluate(call)
        table = options[0].value
        return isinstance(table, Table) and table.node is call and bool(table.record)

    def _refuse_if_sent_by_others(self, node: cst.CSTNode) -> None:
        """Refuses where a dict that is to get the toggle also reaches a request that is not to get it."""
        for draft in self.others:
            for way in draft.ways:
                for slot in (*way.body.values(), *way.arguments.values()):
                    if slot.value is node or self.tree.parent(slot.written) is node:
                        raise Refused(
                            "the dict that would get the thinking mode is also sent by another request"
                        )

    def _put(
        self, node: cst.Dict | cst.Call, key: str, wrap: Sequence[str], said: Said, replaced: list[Slot]
    ) -> Iterator[TextEdit]:
        """Adds `key` to a dict literal or `dict(...)`; where a wrong way of saying it stands there, in its place."""
        quote = self.quote(node)
        item = said.entry(key, wrap, quote)
        if isinstance(node, cst.Call) and not item.startswith("**"):
            item = f"{key}={said.expression(wrap, quote)}"
        items = node.elements if isinstance(node, cst.Dict) else node.args
        inside = [slot for slot in replaced if self.tree.parent(slot.written) is node]
        present = next((element for element in items if _key_of(element) == key), None)
        if present is not None and _is_nothing(present):
            replaced = [slot for slot in replaced if slot.written is not present]
            yield TextEdit(*self.tree.bounds(present), item)
            inside = []
        elif present is not None and not any(slot.written is present for slot in inside):
            inside = []  # it is said rightly already, and what says it wrongly only goes away
        elif inside:
            start, end = self.tree.bounds(inside[0].written)
            yield TextEdit(start, end, item)
        else:
            yield from self._insert(node, item)
        for slot in replaced:
            if not inside or slot is not inside[0]:
                yield from remove_slot(self.tree, slot)

    def _insert(self, node: cst.Call | cst.Dict, *contents: str) -> list[TextEdit]:
        """Adds items at the end of a list; in the place of the last one where that goes."""
        items = node.args if isinstance(node, cst.Call) else node.elements
        if items and id(items[-1]) in self.going:
            self.taken.add(id(items[-1]))
            return [TextEdit(*self.tree.bounds(items[-1]), ", ".join(contents))]
        bounds = [(item, self.tree.bounds(item)[0]) for item in items]
        shrinking = [
            (start, start - following)
            for (item, start), (_, following) in pairwise(bounds)
            if id(item) in self.going
        ]
        growth = [*self.growth, *shrinking]
        # What else is written into the call around a dict is not known here.
        shrinks = bool(shrinking) or (isinstance(node, cst.Dict) and bool(self.beside or self.going))
        return insert_items(self.tree, node, contents, self._line_length(node), growth, shrinks=shrinks)

    def _line_length(self, node: cst.CSTNode) -> int:
        """How long a line may be in the file that `node` stands in."""
        return self.line_length(self.tree.tree_of(node).source.path.parent)

    def _argument_list(self, draft: Draft) -> cst.Call:
        """The call that an argument is added to: the `partial` that names the model, so that all its calls get it."""
        if draft.packed:
            raise Refused("its arguments are given in a list and a dict")
        for way in draft.ways:
            written = way.arguments["model"].written if "model" in way.arguments else None
            above = self.tree.parent(written) if written is not None else None
            if not isinstance(written, cst.Arg) or not isinstance(above, cst.Call):
                continue
            if above is not draft.call and dotted(above.func).rpartition(".")[2] == "partial":
                return above
        return draft.earlier[-1] if draft.mute and draft.earlier else draft.call

    def quote(self, node: cst.CSTNode) -> str:
        """The quote that strings in `node` are written with; else the module's."""
        try:
            first, end = self.tree.extent(node)
        except KeyError:  # a node that was made up
            first = end = 0
        inside = (quote for index, quote in self._quotes if first <= index < end)
        return next(chain(inside, (quote for _, quote in self._quotes)), '"')

    @cached_property
    def _quotes(self) -> list[tuple[int, str]]:
        """The quotes of all strings in one row, each with the index of its node."""
        return [
            (self.tree.extent(string)[0], string.quote)
            for string in self.program.ev.names.strings
            if len(string.quote) == 1
        ]


def _toggle(draft: Draft, modes: Modes) -> Toggle:
    """The place for the modes that some ways of a request are to have. Raises Refused where there is none, or several."""
    places = {draft.shape.toggle_at(way.api): way.api for way, mode in modes.items() if mode is not None}
    if None in places:
        of = f" at the {places[None].value} interface" if draft.shape.toggle is not None else ""
        raise Refused(f"{draft.shape.library} has no known place for the thinking mode{of}")
    if len(places) > 1:
        raise Refused("it is sent to two interfaces that take the thinking mode at different places")
    toggle = next(iter(places), None)
    assert toggle is not None
    return toggle


def _written_wrongly(way: Way, names: Sequence[str]) -> Iterator[Slot | None]:
    for name in names:
        yield way.refused.get(name)
        yield way.body.get(name)


def _key_of(element: cst.CSTNode) -> str | None:
    if isinstance(element, cst.DictElement) and isinstance(element.key, cst.SimpleString):
        return str(element.key.evaluated_value)
    if isinstance(element, cst.Arg) and element.keyword is not None:
        return element.keyword.value
    return None


def _is_nothing(element: cst.CSTNode) -> bool:
    """Whether an entry says None, which is as good as saying nothing."""
    value = getattr(element, "value", None)
    return isinstance(value, cst.Name) and value.value == "None"
