"""Lifts Python modules that are read together: from drafts and abstract values to the records that checks read."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import libcst as cst

from dsmigrate.catalog.clients import ClientLibraries, client_libraries
from dsmigrate.catalog.load import Catalog
from dsmigrate.catalog.shapes import mode_of
from dsmigrate.catalog.thinking import EFFORT, ENABLED, THINKING, UNKNOWN
from dsmigrate.core.sightings import (
    Api,
    Client,
    Credential,
    Endpoint,
    Exposure,
    Guard,
    Lead,
    Request,
    Sightings,
    Variant,
)
from dsmigrate.core.source import Place
from dsmigrate.core.values import Constant, Items, Mapping, Unknown, Value
from dsmigrate.dialects.python import lookups
from dsmigrate.dialects.python.abstract import (
    Alternative,
    Alternatives,
    Literal,
    Lost,
    Row,
    Step,
    Table,
    under,
)
from dsmigrate.dialects.python.bound_tools import bound_tools
from dsmigrate.dialects.python.by_name import library_tests
from dsmigrate.dialects.python.circumstances import Circumstances
from dsmigrate.dialects.python.credentials import keys, keys_besides
from dsmigrate.dialects.python.drafts import Draft, Slot, Way
from dsmigrate.dialects.python.evaluate import Evaluator
from dsmigrate.dialects.python.exports import around, carriers_of, exports
from dsmigrate.dialects.python.exposures import ExposureFinder
from dsmigrate.dialects.python.flow import Choices
from dsmigrate.dialects.python.headers import headers
from dsmigrate.dialects.python.linking import NO_HOMES, NO_LINKS, Homes, Links
from dsmigrate.dialects.python.meetings import MeetingFinder
from dsmigrate.dialects.python.mentions import MentionFinder
from dsmigrate.dialects.python.offers import Offers
from dsmigrate.dialects.python.passed import is_none
from dsmigrate.dialects.python.redirections import RedirectionFinder
from dsmigrate.dialects.python.requests import RequestFinder
from dsmigrate.dialects.python.schemas import Schemas
from dsmigrate.dialects.python.spare_defaults import spare_defaults
from dsmigrate.dialects.python.strings import value_of
from dsmigrate.dialects.python.tree import Forest, Tree

_NESTING_LIMIT = 8
T = TypeVar("T")


class Program:
    """Modules that have been read together: their sightings, and what it takes to turn intents into edits of them.

    `links` says what their imports stand for, and `libraries` are the client libraries in the project's own versions;
    the newest ones where none are given. `homes` are the names that the project declares as clients of its own.
    """

    def __init__(
        self,
        trees: Sequence[Tree],
        catalog: Catalog,
        links: Links = NO_LINKS,
        libraries: ClientLibraries | None = None,
        homes: Homes = NO_HOMES,
    ) -> None:
        self.catalog = catalog
        self.tree = Forest(trees)
        libraries = self.libraries = libraries or client_libraries()
        self.ev = Evaluator(
            self.tree,
            frozenset(catalog.models),
            libraries.constants,
            libraries.records,
            links,
            homes,
            catalog.runners,
            catalog.frameworks,
        )
        self.finder = RequestFinder(self.ev, libraries, catalog.endpoints)
        self.drafts = [
            draft for draft in self.finder.drafts(self.finder.candidates()) if not self._is_told(draft)
        ]
        self.exposed = ExposureFinder(self)
        self.redirections = RedirectionFinder(self.ev, self.drafts)
        concerning = [draft for draft in self.drafts if self._concerns(draft)]
        self.schemas = Schemas(self.ev, self.place)
        self.circumstances = Circumstances(self.ev, catalog, concerning, self.place)
        self.sightings = self._sightings()

    def _is_told(self, draft: Draft) -> bool:
        """Whether a request stands in a client that the project declares, and sends what its callers say."""
        return bool(self.ev.linker.around(draft.call)) and all(
            way.model is None or isinstance(way.model.value, Lost) for way in draft.ways
        )

    def _sightings(self) -> dict[Path, Sightings]:
        """What each file says."""
        fed = self._sent | {id(node) for draft in self.drafts for node in self._defaults(draft)}
        requests = _by_file(map(self._request, self.drafts), lambda request: request.place)
        why = Lead.VALUE if any(map(self._concerns, self.drafts)) else Lead.GUESS
        leads = dict.fromkeys(self.ev.linker.leads(), why)
        for taker in self._offers.takers() if self._named else ():
            leads[taker] = Lead.TAKER if leads.get(taker) is not Lead.VALUE else Lead.VALUE
        calls = {id(draft.call) for draft in self.drafts} | self.finder.telling | self.finder.ways.held
        calls |= {id(call) for call, _, _ in self.finder.clients()}
        calls |= {id(call) for draft in self.drafts for call in draft.earlier}
        fed |= {id(node) for node in self.exposed.written()}
        mentions = MentionFinder(self.ev, self.catalog, fed, calls, self.circumstances.is_answered_model)
        clients = _by_file(self._clients(), lambda client: client.place)
        mentioned = _by_file(mentions.mentions(), lambda mention: mention.place)
        tests = library_tests(self.ev, self.drafts, self.place)
        conditions = _by_file((*mentions.conditions, *tests), lambda condition: condition.place)
        found = MeetingFinder(self.ev, self.catalog, fed).meetings()
        meetings = _by_file(found, lambda meeting: meeting.place)
        escapes = _by_file(mentions.escapes(), lambda escape: escape.place)
        exposures = _by_file(dict.fromkeys(self.exposed.exposures()), lambda exposure: exposure.literal)
        shown = list(itertools.chain(*exposures.values()))
        carriers = carriers_of(self.ev.names, self.ev.graph, self._named)
        reaching = self._leading(exports(self.ev.names, carriers.names), shown)
        offers = self._leading(self._offers.names(), shown)
        known = (self.ev.names.strings, self.catalog.key_shapes, self.catalog.endpoints)
        written = [Credential(self.place(string), issued) for string, issued in keys(self.tree, *known)]
        written += [Credential(place, True) for place in keys_besides(self.tree, *known)]
        credentials = _by_file(written, lambda key: key.place)
        paths = [tree.source.path for tree in self.tree.trees]
        return {
            path: Sightings(
                path=path,
                requests=tuple(requests[path]),
                clients=tuple(clients[path]),
                mentions=tuple(mentioned[path]),
                conditions=tuple(conditions[path]),
                meetings=tuple(meetings[path]),
                escapes=tuple(escapes[path]),
                exposures=tuple(exposures[path]),
                exports=reaching[path],
                offers=offers[path],
                credentials=tuple(credentials[path]),
                leads=tuple((target, lead) for (importer, target), lead in leads.items() if importer == path),
            )
            for path in paths
        }

    @cached_property
    def _sent(self) -> set[int]:
        """The literals that requests send as their model, by node."""
        return {
            id(way.model.value.node)
            for draft in self.drafts
            for way in draft.ways
            if way.model is not None and isinstance(way.model.value, Literal)
        }

    def _defaults(self, draft: Draft) -> list[cst.SimpleString]:
        """The retired defaults on the way to a request that nothing is sent by."""
        models = [way.model for way in draft.ways if way.model is not None]
        found = {id(node): node for model in models for node in spare_defaults(self.ev, model)}
        return [node for key, node in found.items() if key not in self._sent and self._is_retired(node)]

    def _concerns(self, draft: Draft) -> bool:
        """Whether something says that a request goes to DeepSeek: its model, its endpoint, or its library."""
        for way in draft.ways:
            for told in (way.model.value if way.model is not None else None, way.endpoint.value):
                if isinstance(told, Literal) and self.catalog.telltale.search(str(told.data)) is not None:
                    return True
        return False

    @cached_property
    def _named(self) -> list[cst.CSTNode]:
        """The strings that are retired IDs and no more, and not the key of a table."""
        return [string for string in self.ev.names.strings if self._is_retired(string)]

    @cached_property
    def _offers(self) -> Offers:
        return Offers(self.ev, self._named)

    def _leading(
        self, found: dict[Path, list[str]], exposures: Iterable[Exposure]
    ) -> dict[Path, tuple[str, ...]]:
        """For each file, its names by which others say what is sent to DeepSeek, and those by which they get at an ID.

        `found` are the ones by which they get at a retired ID before it is looked at who may replace it.
        """
        for call in self._open():
            found[self.place(call).path] += around(self.ev.names, call)
        places = {self.place(string) for string in self._named}
        for exposure in exposures:
            if exposure.literal in places and exposure.kind not in ("handed", "replaced"):
                found[exposure.path or exposure.literal.path].append(exposure.name)
        return {path: tuple(dict.fromkeys(names)) for path, names in found.items()}

    def _open(self) -> Iterator[cst.CSTNode]:
        """The requests to DeepSeek whose model is not known here, and where it is passed in: callers decide."""
        for draft in self.drafts:
            for way in draft.ways:
                known = way.model is not None and not isinstance(way.model.value, Lost)
                endpoint = way.endpoint.value
                if (
                    not known
                    and isinstance(endpoint, Literal)
                    and self.catalog.endpoints.names_deepseek(str(endpoint.data))
                ):
                    yield draft.call
                    trail = way.model.trail if way.model is not None else ()
                    yield from (step.binding.node for step in trail if step.function is not None)

    def _is_retired(self, string: cst.SimpleString) -> bool:
        """Whether a string is a retired ID and no more, and not the key of a table."""
        above = self.tree.parent(string)
        if isinstance(above, cst.DictElement) and above.key is string:
            return False
        if self.catalog.id_pattern.search(string.value) is None:
            return False
        text = value_of(string)
        return isinstance(text, str) and self.catalog.id_pattern.fullmatch(text) is not None

    def place(self, node: cst.CSTNode) -> Place:
        """Where a node stands; for one that was made up while following values, the head of the file."""
        try:
            return self.tree.place(node)
        except KeyError:
            return self.tree.place(self.tree.trees[0].module)

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
            return Unknown("no value reaches it", self.place(self.tree.trees[0].module))
        if len(kinds) > 1:
            return Unknown("it can be several things", self._place_of(left[0]))
        return self._single(left[0], depth)

    def _place_of(self, alternative: Alternative) -> Place:
        node = getattr(alternative.value, "node", None) or getattr(alternative.value, "call", None)
        return self.place(node if node is not None else self.tree.trees[0].module)

    def _single(self, alternative: Alternative, depth: int) -> Value:
        value, choices = alternative.value, alternative.choices
        place = self._place_of(alternative)
        trail = self._trail(alternative.trail)
        schema = self.schemas.made_by(value)
        if schema is not None:
            return schema
        match value:
            case Literal(data=data, editable=editable):
                sits = isinstance(value.node, (cst.SimpleString, cst.Attribute))
                return Constant(data, place, editable and sits, alternative.outside, trail)
            case Table(entries=entries, opens=opens) if depth < _NESTING_LIMIT:
                inner = tuple(
                    (entry.key, self.value(lookups.entry_value(self.ev, entry), choices, depth + 1))
                    for entry in entries
                )
                return Mapping(inner, place, opens[0] if opens else "")
            case Row(elements=elements, opens=opens) if depth < _NESTING_LIMIT:
                items = tuple(
                    self.value(lookups.held(self.ev, element), choices, depth + 1) for element in elements
                )
                return Items(items, place, opens[0] if opens else "")
            case Lost(reason=reason, outside=outside):
                return Unknown(reason, place, outside or alternative.outside, trail)
            case _:
                return Unknown("it is not plain data", place, alternative.outside, trail)

    def _trail(self, steps: tuple[Step, ...]) -> tuple[Place, ...]:
        return tuple(
            dict.fromkeys(self.place(step.binding.node) for step in steps if step.binding.kind != "import")
        )

    def slot_value(self, slot: Slot, choices: Choices) -> Value:
        """What a slot holds; what is not known stands where it is passed, not where its trail ends."""
        value = self.value(self.finder.passed.slot_value(slot), choices)
        if isinstance(value, Unknown) and self.tree.parent(slot.value) is not None:
            return replace(value, place=self.place(slot.value))
        return value

    # Records

    def _request(self, draft: Draft) -> Request:
        return Request(
            library=draft.shape.library,
            place=self.place(draft.node),
            callee=self.place(draft.call.func),
            variants=tuple(self._variant(draft, way) for way in draft.ways),
            incomplete=draft.incomplete or next(self.redirections.of(draft), "") or self._inside(draft),
            defaults=tuple(Constant(str(value_of(node)), self.place(node)) for node in self._defaults(draft)),
            offered=tuple(bound_tools(self, draft)) if self._concerns(draft) else (),
            **self.circumstances.of(draft),
        )

    def _inside(self, draft: Draft) -> str:
        """Why a request inside a client that the project declares is not known: its callers are not followed into it."""
        declared = self.ev.linker.around(draft.call)
        return f"it stands in `{declared}`, which is declared as a client" if declared else ""

    def _variant(self, draft: Draft, way: Way) -> Variant:
        fields = {
            name: self.slot_value(slot, way.choices) for name, slot in way.body.items() if name != "model"
        }
        if way.model is not None:
            fields["model"] = self._single(way.model, 0)
        elif way.opens and draft.shape.body:
            fields["model"] = Unknown(way.opens[0], self.place(draft.call.func))
        self._translate(draft, fields)
        self._with_effort(draft, way, fields)
        self._with_stream(draft, fields)
        return Variant(
            api=way.api,
            endpoint=self._endpoint(way.endpoint, draft.full, way.implied),
            fields=fields,
            refused={name: self.slot_value(slot, way.choices) for name, slot in way.refused.items()},
            guards=tuple(self._guards(way.choices)),
            open=way.opens[0] if way.opens else "",
            implied=tuple(draft.implied(way)),
            headers=headers(self, draft, way) if self._concerns(draft) else {},
        )

    def _translate(self, draft: Draft, fields: dict[str, Value]) -> None:
        """Puts what the library makes of its own words for the thinking mode in their place; a field wins over them."""
        toggle = draft.shape.toggle
        if toggle is None:
            return
        sent = toggle.sends or toggle.path[-1]
        words = dict(draft.shape.words)
        if toggle.sends:
            model = fields.get("model")
            name = model.data if isinstance(model, Constant) else ""
            heeded = toggle.only_for in str(name).lower()
            if not heeded:
                fields.pop(toggle.path[-1], None)
            elif toggle.unsaid and toggle.path[-1] not in fields:
                place = self.place(draft.call.func)
                fields[sent] = Mapping((("type", Constant(toggle.unsaid, place, False)),), place)
            else:
                words[toggle.path[-1]] = toggle.values
        for word, values in words.items():
            match fields.pop(word, None):
                case Constant(data=data, place=place) as said:
                    mode = mode_of(values, data)
                    if mode is not None:
                        fields.setdefault(sent, Mapping((("type", replace(said, data=mode)),), place))
                case None:
                    pass
                case other:
                    fields.setdefault(sent, other)

    def _with_effort(self, draft: Draft, way: Way, fields: dict[str, Value]) -> None:
        """Adds the thinking mode that the library sends with an effort, where the request says none itself."""
        shape = draft.shape.effort
        if shape is None or (shape.routes and way.route not in shape.routes):
            return
        slot = way.body.get(EFFORT)
        if slot is None or (slot.path or (EFFORT,)) not in shape.at:
            deep = (self.finder.passed.entry_at(way.arguments, path) for path in shape.at)
            slot = next((each for each in deep if each is not None), None)
        options = under(self.finder.passed.slot_value(slot), way.choices) if slot is not None else ()
        modes = {
            shape.mode(option.value.data)
            if isinstance(option.value, Literal) and not option.outside
            else UNKNOWN
            for option in options
            if not is_none(option)
        }
        if slot is None or not modes:
            return
        place = self.slot_value(slot, way.choices).place
        mode = modes.pop() if len(modes) == 1 and not any(map(is_none, options)) else UNKNOWN
        if mode == "":
            fields.pop(EFFORT, None)
        elif mode == UNKNOWN:
            reason = shape.says or f"what {draft.shape.library} makes of this effort is not known"
            fields.setdefault(THINKING, Unknown(reason, place))
        elif mode == ENABLED or (mode is not None and EFFORT not in fields):
            # An effort that switches thinking off says so itself.
            fields.setdefault(THINKING, Mapping((("type", Constant(mode, place, False)),), place))

    def _with_stream(self, draft: Draft, fields: dict[str, Value]) -> None:
        """Adds to the options of a stream that one is asked for, where the method that is called does so, or may."""
        payload, method = self.catalog.payload, draft.call.func
        field = payload.stream
        if not draft.shape.streams or field in fields or payload.stream_options not in fields:
            return
        name = method.attr.value if isinstance(method, cst.Attribute) else ""
        place = self.place(method)
        if name in draft.shape.streams:
            fields[field] = Constant(True, place, False)
        elif name not in {path.rpartition(".")[2] for path in draft.shape.methods}:
            fields[field] = Unknown("which method is called is not written at the call", place)

    def _endpoint(self, alternative: Alternative, full: bool, implied: bool) -> Endpoint:
        return Endpoint(self._single(alternative, 0), full, implied)

    def _guards(self, choices: Choices) -> Iterator[Guard]:
        for key, branch in sorted(choices, key=repr):
            known = self.ev.questions.conditions.get(key)
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
                told_by: dict[Api, dict[Endpoint, None]] = defaultdict(dict)
                for way in draft.ways:
                    told_by[way.api][self._endpoint(way.endpoint, draft.full, way.implied)] = None
                for api, urls in told_by.items():
                    yield Client(
                        draft.shape.library, api, self.place(draft.node), tuple(urls), raw=draft.full
                    )


def _by_file(things: Iterable[T], place: Callable[[T], Place]) -> dict[Path, list[T]]:
    found: dict[Path, list[T]] = defaultdict(list)
    for thing in things:
        found[place(thing).path].append(thing)
    return found
