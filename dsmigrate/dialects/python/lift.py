"""Lifts a Python module: from drafts and abstract values to the records that checks read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

import libcst as cst

from dsmigrate.catalog.clients import client_libraries
from dsmigrate.catalog.load import Catalog
from dsmigrate.core.sightings import Api, Client, Endpoint, Exposure, Guard, Request, Sightings, Variant
from dsmigrate.core.source import Place, Source
from dsmigrate.core.values import Constant, Items, Mapping, Unknown, Value
from dsmigrate.dialects.python import objects
from dsmigrate.dialects.python.abstract import (
    Alternative,
    Alternatives,
    Literal,
    Lost,
    Made,
    Routine,
    Row,
    Step,
    Symbol,
    Table,
    under,
)
from dsmigrate.dialects.python.carriers import Carriers
from dsmigrate.dialects.python.escapes import literals
from dsmigrate.dialects.python.evaluate import Evaluator
from dsmigrate.dialects.python.flow import Choices
from dsmigrate.dialects.python.mentions import MentionFinder
from dsmigrate.dialects.python.requests import Draft, RequestFinder, Slot, Way
from dsmigrate.dialects.python.scopes import MUTATORS, dotted
from dsmigrate.dialects.python.tree import Tree, walk

_NESTING_LIMIT = 8
# Functions that read a module's names, and set none.
_READING = frozenset({"getattr", "hasattr", "getmembers", "getsource", "dir"})
_SAYING_THINKING = frozenset({"thinking", "reasoning", "reasoning_effort"})


class PythonFile:
    """A module that has been lifted: its sightings, and what it takes to turn intents into edits of it.

    Raises UnreadableModule where the module cannot be parsed.
    """

    def __init__(self, source: Source, catalog: Catalog) -> None:
        self.source = source
        self.catalog = catalog
        self.tree = Tree(source)
        libraries = client_libraries()
        self.ev = Evaluator(self.tree, frozenset(catalog.models), libraries.constants, libraries.records)
        self.finder = RequestFinder(self.ev, libraries, catalog.endpoints)
        self.drafts = list(self.finder.drafts())
        self.sightings = self._sightings()

    def _sightings(self) -> Sightings:
        requests = tuple(self._request(draft) for draft in self.drafts)
        fed = {
            id(way.model.value.node)
            for draft in self.drafts
            for way in draft.ways
            if way.model is not None and isinstance(way.model.value, Literal)
        }
        calls = {id(draft.call) for draft in self.drafts}
        calls |= {id(call) for call, _, _ in self.finder.clients()}
        calls |= {id(call) for draft in self.drafts for call in draft.earlier}
        fed |= {id(node) for node in self._written()}
        mentions = MentionFinder(self.ev, self.catalog.id_pattern, self.catalog.models, fed, calls)
        return Sightings(
            path=self.source.path,
            requests=requests,
            clients=tuple(self._clients()),
            mentions=tuple(mentions.mentions()),
            conditions=tuple(mentions.conditions),
            escapes=tuple(mentions.escapes()),
            exposures=tuple(dict.fromkeys(self._exposures())),
        )

    def place(self, node: cst.CSTNode) -> Place:
        """Where a node stands; for one that was made up while following values, the head of the file."""
        try:
            return self.tree.place(node)
        except KeyError:
            return self.tree.place(self.tree.module)

    # Values

    def value(self, alternatives: Alternatives, choices: Choices, depth: int = 0) -> Value:
        """What remains of `alternatives` under `choices`, as one value."""
        left = under(alternatives, choices)
        kinds = {
            (type(item.value).__name__, item.value.data, item.outside)
            if isinstance(item.value, Literal)
            else (type(item.value).__name__, id(item.value), "")
            for item in left
        }
        if not left:
            return Unknown("no value reaches it", self.place(self.tree.module))
        if len(kinds) > 1:
            return Unknown("it can be several things", self._place_of(left[0]))
        return self._single(left[0], depth)

    def _place_of(self, alternative: Alternative) -> Place:
        node = getattr(alternative.value, "node", None) or getattr(alternative.value, "call", None)
        return self.place(node if node is not None else self.tree.module)

    def _single(self, alternative: Alternative, depth: int) -> Value:
        value, choices = alternative.value, alternative.choices
        place = self._place_of(alternative)
        trail = self._trail(alternative.trail)
        match value:
            case Literal(data=data, editable=editable):
                sits = isinstance(value.node, (cst.SimpleString, cst.Attribute))
                return Constant(data, place, editable and sits, alternative.outside, trail)
            case Table(entries=entries, opens=opens) if depth < _NESTING_LIMIT:
                inner = tuple(
                    (entry.key, self.value(self.ev.entry_value(entry), choices, depth + 1))
                    for entry in entries
                )
                return Mapping(inner, place, opens[0] if opens else "")
            case Row(elements=elements, opens=opens) if depth < _NESTING_LIMIT:
                items = tuple(
                    self.value(self.ev.evaluate(element), choices, depth + 1) for element in elements
                )
                return Items(items, place, opens[0] if opens else "")
            case Lost(reason=reason, outside=outside):
                return Unknown(reason, place, outside or alternative.outside, trail)
            case _:
                return Unknown("it is not plain data", place, alternative.outside, trail)

    def _trail(self, steps: tuple[Step, ...]) -> tuple[Place, ...]:
        return tuple(dict.fromkeys(self.place(step.binding.node) for step in steps))

    def slot_value(self, slot: Slot, choices: Choices) -> Value:
        """What a slot holds; what is not known stands where it is passed, not where its trail ends."""
        value = self.value(self.finder.slot_value(slot), choices)
        if isinstance(value, Unknown) and self.tree.parent(slot.value) is not None:
            return replace(value, place=self.place(slot.value))
        return value

    # Records

    def _request(self, draft: Draft) -> Request:
        return Request(
            library=draft.shape.library,
            api=draft.api,
            place=self.place(draft.call),
            callee=self.place(draft.call.func),
            variants=tuple(self._variant(draft, way) for way in draft.ways),
            incomplete=draft.incomplete or next(self._redirected(draft), ""),
        )

    def _variant(self, draft: Draft, way: Way) -> Variant:
        fields = {
            name: self.slot_value(slot, way.choices) for name, slot in way.body.items() if name != "model"
        }
        if way.model is not None:
            fields["model"] = self._single(way.model, 0)
        elif way.opens and draft.shape.body:
            fields["model"] = Unknown(way.opens[0], self.place(draft.call.func))
        self._translate(draft, fields)
        return Variant(
            endpoint=self._endpoint(way.endpoint, draft.full, way.implied),
            fields=fields,
            refused={name: self.slot_value(slot, way.choices) for name, slot in way.refused.items()},
            guards=tuple(self._guards(way.choices)),
            open=way.opens[0] if way.opens else "",
        )

    def _translate(self, draft: Draft, fields: dict[str, Value]) -> None:
        """Puts what the library makes of its own word for the thinking mode in that word's place."""
        toggle = draft.shape.toggle
        if toggle is None or not toggle.sends:
            return
        match fields.pop(toggle.path[-1], None):
            case Constant(data=data, place=place) as said:
                mode = toggle.mode_of(data)
                if mode is not None:
                    fields[toggle.sends] = Mapping((("type", replace(said, data=mode)),), place)
            case None:
                pass
            case other:
                fields[toggle.sends] = other

    def _endpoint(self, alternative: Alternative, full: bool, implied: bool) -> Endpoint:
        return Endpoint(self._single(alternative, 0), full, implied)

    def _guards(self, choices: Choices) -> Iterator[Guard]:
        for key, branch in sorted(choices, key=repr):
            known = self.ev.conditions.get(key)
            if known is not None:
                test, positive = known
                yield Guard(self.tree.text(test), "true" if branch is positive else "false", self.place(test))
            elif isinstance(key, tuple) and key[0] == "key":
                yield Guard(f"[{key[2]}]", repr(branch))

    def _clients(self) -> Iterator[Client]:
        for call, shape, endpoints in self.finder.clients():
            told = tuple(self._endpoint(alternative, False, implied) for alternative, implied in endpoints)
            yield Client(shape.library, Api(shape.speaks), self.place(call), told)
        for draft in self.drafts:
            if draft.full or draft.shape.endpoint:
                told = tuple(
                    dict.fromkeys(self._endpoint(way.endpoint, draft.full, way.implied) for way in draft.ways)
                )
                yield Client(draft.shape.library, draft.api, self.place(draft.call), told, raw=draft.full)

    def _exposures(self) -> Iterator[Exposure]:
        """The names through which other code can reach, or replace, what is sent with a model from this file."""
        for node in {id(node): node for node in self._written()}.values():
            yield from self._leaving(node)
            yield from self._sent_unseen(node)
        for draft in self.drafts:
            for way in draft.ways:
                if way.model is None or not isinstance(way.model.value, Literal):
                    continue
                literal = self.place(way.model.value.node)
                for step in way.model.trail:
                    yield from self._exposed_by(step, literal)
                for step in self._other_steps(draft, way):
                    if step.function is not None or step.binding.kind == "assign":
                        yield from self._exposed_by(step, literal, only_default=True)
                yield from self._limited_by_types(way.model.value, literal)

    def _written(self) -> Iterator[cst.CSTNode]:
        """The literals that are models of requests, or endpoints that clients are told."""
        for draft in self.drafts:
            for way in draft.ways:
                for option in (way.model, way.endpoint):
                    if option is not None and isinstance(option.value, Literal) and option.value.editable:
                        yield option.value.node
        for _, _, endpoints in self.finder.clients():
            for option, implied in endpoints:
                if isinstance(option.value, Literal) and not implied:
                    yield option.value.node

    def _sent_unseen(self, node: cst.CSTNode) -> Iterator[Exposure]:
        """The requests whose model could not be followed, and that may be sent what is written at `node` as well."""
        unclear = [
            draft.call
            for draft in self.drafts
            if any(way.model is None or isinstance(way.model.value, Lost) for way in draft.ways)
        ] + self.finder.unclear
        carriers = Carriers(self.ev.graph, [node]) if unclear else None
        for call in unclear:
            if carriers is not None and any(carriers.may_reach(argument.value) for argument in call.args):
                row = self.source.position(self.tree.span(call).start).row
                reason = f"the call in row {row}, whose model could not be followed, may send it too"
                yield Exposure(self.place(node), reason, "handed")

    def _leaving(self, node: cst.CSTNode) -> Iterator[Exposure]:
        """The names of the module that the literal at `node` may be had by."""
        carriers = Carriers(self.ev.graph, [node]).names
        for name, bindings in self.ev.names.module.bindings.items():
            for binding in bindings:
                if name not in carriers:
                    continue
                if binding.kind == "assign":
                    values = self.ev.binding_value(binding)
                elif isinstance(binding.node, cst.FunctionDef):
                    values = objects.returned(self.ev, Routine(binding.node), None)
                else:
                    continue
                if any(literal.node is node for literal in literals(self.ev, values)):
                    yield Exposure(self.place(node), name, "value")

    def _other_steps(self, draft: Draft, way: Way) -> Iterator[Step]:
        """The stops on the way to the endpoint, and to what the thinking mode may be said in already."""
        yield from way.endpoint.trail
        names = {path[0] for path in draft.shape.merge} | set(draft.shape.body) | _SAYING_THINKING
        for name, slot in (*way.body.items(), *way.arguments.items()):
            if name in names:
                for option in self.finder.slot_value(slot):
                    yield from option.trail
        for argument in draft.call.args:
            if argument.star == "**":
                for option in self.ev.evaluate(argument.value):
                    yield from option.trail

    def _redirected(self, draft: Draft) -> Iterator[str]:
        """For an object that sends requests later: how it may be told another model, or have its own read off."""
        if draft.full or not draft.shape.functions or draft.shape.methods:
            return
        names = {
            "model",
            *draft.shape.rename,
            *(path[-1] for path in draft.shape.endpoint),
            "extra_body",
            "model_kwargs",
            "temperature",
        }
        for node in self.tree.nodes:
            if (
                isinstance(node, cst.Attribute)
                and node.attr.value in names
                and self._is_made_by(node.value, draft)
            ):
                yield f"`{self.tree.text(node)}` is read or set besides"
            elif isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute):
                told = {argument.keyword.value for argument in node.args if argument.keyword is not None}
                method = node.func.attr.value
                if (told & names or method == "configurable_fields") and self._is_made_by(
                    node.func.value, draft
                ):
                    yield f"`.{method}()` may tell it another model or other arguments"

    def _is_made_by(self, node: cst.BaseExpression, draft: Draft) -> bool:
        options = self.ev.evaluate(node)
        return any(isinstance(option.value, Made) and option.value.call is draft.call for option in options)

    @cached_property
    def _into_module(self) -> list[str]:
        """What may set names of the module without writing them down: `exec`, `globals()`, the module as an object."""
        calls = self.ev.names.calls_by_name
        found: list[cst.CSTNode] = [call for call in calls.get("exec", ()) if len(call.args) == 1]
        for call in calls.get("globals", ()):
            above = self.tree.parent(call)
            if (
                isinstance(above, cst.Subscript) and isinstance(self.tree.parent(above), cst.AssignTarget)
            ) or (isinstance(above, cst.Attribute) and above.attr.value in MUTATORS):
                found.append(above)
        for subscript in self.ev.names.subscripts:
            if dotted(subscript.value) == "sys.modules" and self.tree.text(subscript).endswith("[__name__]"):
                user = self.tree.parent(self.tree.parent(subscript) or subscript)
                if not isinstance(user, cst.Call) or dotted(user.func).rpartition(".")[2] not in _READING:
                    found.append(subscript)
        return [self.tree.text(node) for node in found[:1]]

    def _limited_by_types(self, value: Literal, literal: Place) -> Iterator[Exposure]:
        """Types and enumerations of this file that know the old name, and might refuse the new one."""
        for subscript in self.ev.names.subscripts:
            if dotted(subscript.value).rpartition(".")[2] == "Literal" and value.data in self._texts_in(
                subscript
            ):
                yield Exposure(
                    literal, f"the type `{self.tree.text(subscript)}` allows only the old name", "handed"
                )
        cls = self.ev.names.scope_of(value.node).node
        if not isinstance(cls, cst.ClassDef) or not self._is_enumeration(cls):
            return
        becoming = (self.catalog.default_target, self.catalog.default_reasoner_target)
        equal = [
            text
            for text in self._texts_in(cls.body)
            if text in becoming or (isinstance(text, str) and self.catalog.id_pattern.fullmatch(text))
        ]
        if len(equal) > 1:
            yield Exposure(literal, f"members of `{cls.name.value}` would become equal", "handed")
        if self.ev.names.calls_by_name.get(cls.name.value):
            yield Exposure(literal, f"`{cls.name.value}` is also looked up by value", "handed")

    def _texts_in(self, node: cst.CSTNode) -> list[object]:
        return [inner.evaluated_value for inner in walk(node) if isinstance(inner, cst.SimpleString)]

    def _is_enumeration(self, cls: cst.ClassDef) -> bool:
        return any(
            isinstance(base, Symbol) and base.name.rpartition(".")[2] in ("Enum", "StrEnum")
            for base in objects.bases(self.ev, cls)
        )

    def _exposed_by(self, step: Step, literal: Place, *, only_default: bool = False) -> Iterator[Exposure]:
        """How one stop on a value's way is open to other code; `only_default` where the value itself stays as it is."""
        binding = step.binding
        names = self.ev.names
        kind = "default" if only_default else "value"
        if step.function is not None:
            if isinstance(step.function, cst.FunctionDef):
                cls = names.class_of(step.function)
                name = step.function.name.value
                if cls is not None:
                    name = cls.name.value if name == "__init__" else f"{cls.name.value}.{name}"
                yield Exposure(literal, name, "default")
            reason = objects.handed_on(self.ev, step.function)
            if reason:
                yield Exposure(literal, reason, "handed")
        elif binding.scope.is_module and binding.kind in ("assign", "def", "class"):
            if not only_default:
                yield Exposure(literal, binding.name, kind)
            star = next(
                (
                    n
                    for n in self.tree.nodes
                    if isinstance(n, cst.ImportFrom) and isinstance(n.names, cst.ImportStar)
                ),
                None,
            )
            if star is not None and self.tree.bounds(star)[0] > self.tree.bounds(binding.node)[0]:
                yield Exposure(literal, f"`{self.tree.text(star)}` may replace `{binding.name}`", "handed")
            for way in self._into_module:
                yield Exposure(literal, f"`{way}` may replace `{binding.name}`", "handed")
        elif binding.scope.is_class and isinstance(binding.scope.node, cst.ClassDef):
            yield Exposure(literal, f"{binding.scope.node.name.value}.{binding.name}", kind)
        elif "." in binding.name and isinstance(binding.scope.node, cst.FunctionDef):
            cls = names.class_of(binding.scope.node)
            if cls is not None:
                yield Exposure(literal, f"{cls.name.value}.{binding.name.rpartition('.')[2]}", kind)
