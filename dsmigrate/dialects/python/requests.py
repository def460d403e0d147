"""Finds the calls that build requests and binds together what each way of making one would send."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

import libcst as cst

from dsmigrate.catalog.clients import (
    ClientLibraries,
    ClientShape,
    Keys,
    RequestShape,
)
from dsmigrate.catalog.endpoints import EndpointTable, UrlProblem
from dsmigrate.catalog.runners import Passing
from dsmigrate.core.sightings import Api
from dsmigrate.dialects.python import classes, handing_on, heritage, lookups
from dsmigrate.dialects.python.abstract import (
    Abstract,
    Alternative,
    Alternatives,
    Class,
    Entry,
    Literal,
    Lost,
    Made,
    Member,
    Partial,
    Routine,
    Row,
    Step,
    Symbol,
    Table,
    truth,
    under,
)
from dsmigrate.dialects.python.carriers import Carriers
from dsmigrate.dialects.python.destinations import Destinations
from dsmigrate.dialects.python.drafts import Callee, Draft, Slot, Way
from dsmigrate.dialects.python.evaluate import Evaluator
from dsmigrate.dialects.python.flow import NO_CHOICE, Choices, combine
from dsmigrate.dialects.python.passed import Passed, is_none, is_text
from dsmigrate.dialects.python.scopes import dotted

VARIANTS_LIMIT = 48
_Bound = tuple[Choices, dict[str, Slot], tuple[Table, ...], tuple[str, ...]]


class RequestFinder:
    """Goes through a module's calls with the client libraries' shapes at hand.

    `unclear` are the plain HTTP calls that it met whose body could not be followed, so that it may ask a model.
    """

    def __init__(self, ev: Evaluator, libraries: ClientLibraries, endpoints: EndpointTable) -> None:
        self.ev = ev
        self.libraries = libraries
        self.endpoints = endpoints
        self.held: set[int] = set()
        self.telling: set[int] = set()
        self.unclear: list[cst.Call] = []
        self.passed = Passed(ev)
        self.destinations = Destinations(ev, libraries, endpoints, self.passed)

    def candidates(self) -> list[cst.Call]:
        """The calls that may build a request; what changes objects besides them is known from then on."""
        calls = [call for call in self.ev.names.calls if self._may_be_request(call)]
        if calls:
            self.ev.find_changes({id(call) for call in calls})
        return calls

    def drafts(self, candidates: Iterable[cst.Call]) -> Iterator[Draft]:
        """Every one of the candidates that builds a request."""
        parts: list[Draft] = []
        told: set[int] = set()
        for call in candidates:
            callees = list(self._callees(call))
            for shape in dict.fromkeys(callee.shape for callee in callees):
                if shape.configs:
                    for each in self._configured(call, [c for c in callees if c.shape is shape]):
                        # Several objects may be told the same dict.
                        self.telling.add(id(call))
                        if id(each.node) not in told:
                            told.add(id(each.node))
                            yield each
                draft = self._draft(call, shape, [callee for callee in callees if callee.shape is shape])
                if draft is not None and shape.configs and all(way.model is None for way in draft.ways):
                    continue
                if draft is not None and shape.part:
                    parts.append(draft)
                elif draft is not None:
                    yield draft
        for draft in parts:
            if id(draft.call) not in self.held or self._goes_on(draft.call):
                yield draft

    def _goes_on(self, part: cst.Call) -> bool:
        """Whether an object that stands for the model is also handed to code that is not followed."""
        carriers = Carriers(self.ev.graph, [part])
        for call in self.ev.names.calls:
            func = call.func
            followed = [
                isinstance(option.value, (Routine, Class))
                or (isinstance(option.value, Symbol) and option.value.name in self.libraries.functions)
                for option in self.ev.evaluate(func)
            ]
            if all(followed):
                continue
            for argument in call.args:
                if carriers.may_reach(argument.value) and any(
                    isinstance(option.value, Made) and option.value.call is part
                    for option in self.ev.evaluate(argument.value)
                ):
                    return True
        return False

    def clients(self) -> Iterator[tuple[cst.Call, ClientShape, list[tuple[Alternative, bool]]]]:
        """Every call that makes a client which is told an endpoint, and the endpoints it may be told."""
        for call in self.ev.names.calls:
            if not self.carriers.may_reach(call.func):
                continue
            for option in self.ev.evaluate(call.func):
                if isinstance(option.value, Symbol):
                    shape = self.libraries.clients.get(option.value.name)
                    if shape is not None and shape.speaks != "http":
                        yield call, shape, self.destinations.of_client(Made(option.value.name, call), shape)
                    break

    def _may_be_request(self, call: cst.Call) -> bool:
        """Whether a call is worth following: by the method's name, or because it mentions something of a library's."""
        if type(call.func) is cst.Attribute and call.func.attr.value in self.libraries.endings:
            return True
        if classes.heir_calling(self.ev, call) is not None:
            return True
        if handing_on.may_hand_on(self.ev, call) and any(
            self.carriers.may_reach(each.value) for each in call.args
        ):
            return True
        return self.carriers.may_reach(call.func)

    @cached_property
    def carriers(self) -> Carriers:
        """The names that may stand for a library's function or client, or a method of one."""
        seeds = set()
        for scope in self.ev.names.scopes.values():
            for bindings in scope.bindings.values():
                for binding in bindings:
                    imported = binding.kind == "import" and binding.qualified in self.libraries.prefixes
                    if imported or self.ev.linker.may_be_own(binding):
                        seeds.add(binding.name)
        return Carriers(self.ev.graph, (), seeds)

    def _callees(self, call: cst.Call) -> Iterator[Callee]:
        heir = classes.heir_calling(self.ev, call)
        if heir is not None:
            yield from self._as_base(heir, NO_CHOICE, (), ())
            return
        for option in self.ev.evaluate(call.func):
            yield from self._callee(option.value, option.choices, option.trail, call.func, ())
        handed = handing_on.handed(self.ev, call)
        if handed is not None and handed.runner.passes in (Passing.BEHIND, Passing.PACKED):
            yield from self._run(call, handed)

    def _run(self, call: cst.Call, handed: handing_on.Handed) -> Iterator[Callee]:
        """What a call hands on to what runs it."""
        runner, (run,) = handed.runner, handing_on.calls_made(self.ev, call, handed)
        doubt = (handed.doubt,) if handed.doubt else ()
        for option in self.ev.evaluate(handed.function):
            for callee in self._callee(option.value, option.choices, option.trail, handed.function, ()):
                yield replace(
                    callee,
                    opens=(*callee.opens, *doubt),
                    run=run,
                    mute=not runner.keywords,
                    packed=runner.passes is Passing.PACKED,
                )

    def _callee(
        self,
        value: Abstract,
        choices: Choices,
        trail: tuple[Step, ...],
        func: cst.BaseExpression,
        earlier: tuple[cst.Call, ...],
    ) -> Iterator[Callee]:
        match value:
            case Symbol(name=name):
                shape = self.libraries.functions.get(name)
                if shape is not None:
                    for each in shape.each:
                        yield Callee(each, choices, None, None, earlier, trail=trail)
                    return
                parts = name.split(".")
                for cut in range(1, len(parts)):
                    prefix = ".".join(parts[:cut])
                    client_shape = self.libraries.clients.get(prefix)
                    if client_shape is not None:
                        shape = self.libraries.method(client_shape, prefix, tuple(parts[cut:]))
                        if shape is not None:
                            yield Callee(
                                shape, choices, None, client_shape, earlier, module_client=prefix, trail=trail
                            )
                        return
                if name.startswith("."):
                    yield from self._by_path(
                        func, choices, earlier, f"`{name}` is imported from another file"
                    )
            case Member(base=base, path=path):
                made, client_shape = self.destinations.original(base)
                if client_shape is not None:
                    shape = self.libraries.method(client_shape, made.name, path)
                    if shape is not None:
                        yield Callee(shape, choices, base, client_shape, earlier, trail=trail)
                else:
                    yield from self._rebound(base, path, choices, earlier, trail)
                    yield from self._by_path(func, choices, earlier, f"`{base.name}()` is not followed")
            case Partial(target=target, call=call):
                yield from self._callee(target, choices, trail, call.args[0].value, (*earlier, call))
            case Class(node=cls) if not heritage.has_constructor(self.ev, cls):
                yield from self._as_base(cls, choices, earlier, trail)
            case Lost(reason=reason, outside=outside):
                yield from self._by_path(func, choices, earlier, reason, outside)
            case _:
                pass

    def _rebound(
        self,
        base: Made,
        path: tuple[str, ...],
        choices: Choices,
        earlier: tuple[cst.Call, ...],
        trail: tuple[Step, ...],
    ) -> Iterator[Callee]:
        """A method that may name another model for the object which a library's function made."""
        making = self.libraries.functions.get(base.name)
        if making is None or making.rebound is None or len(path) != 1 or path[0] not in making.rebinds:
            return
        opens = (f"what `{base.name.rpartition('.')[2]}` was made with is sent too",)
        yield Callee(making.rebound, choices, base, making.as_client, earlier, trail=trail, opens=opens)

    def _as_base(
        self, cls: cst.ClassDef, choices: Choices, earlier: tuple[cst.Call, ...], trail: tuple[Step, ...]
    ) -> Iterator[Callee]:
        """What making an instance of a class is, where it is derived from one of a client library's."""
        shape = self.libraries.functions.get(heritage.outer_base(self.ev, cls))
        if shape is not None and not shape.part:
            changes = heritage.changes(self.ev, cls)
            opens = (changes,) if changes else ()
            for each in shape.each:
                yield Callee(each, choices, None, None, earlier, trail=trail, opens=opens)

    def _by_path(
        self,
        func: cst.BaseExpression,
        choices: Choices,
        earlier: tuple[cst.Call, ...],
        reason: str,
        outside: str = "",
    ) -> Iterator[Callee]:
        """A method that only one library has, on a client that could not be followed."""
        path: list[str] = []
        while isinstance(func, cst.Attribute):
            path.insert(0, func.attr.value)
            func = func.value
        for start in range(len(path)):
            tail = tuple(path[start:])
            shape = self.libraries.method(None, "", tail)
            if shape is None and tail == ("post",):
                shape = self.libraries.functions.get("httpx.post")
            if shape is not None:
                yield Callee(shape, choices, None, None, earlier, lost=reason, outside=outside)
                return

    # Ways

    def _draft(self, call: cst.Call, shape: RequestShape, callees: list[Callee]) -> Draft | None:
        ways: list[Way] = []
        incomplete = ""
        for callee in callees:
            for choices, arguments, refused, spread, opens in self._arguments(call, callee):
                for way in self._ways(call, callee, choices, arguments, refused, spread, opens):
                    ways.append(way)
                    if len(ways) > VARIANTS_LIMIT:
                        incomplete = "there are too many ways to make it"
                        break
        ways = ways[:VARIANTS_LIMIT]
        if not ways or (shape.by_text and not any(is_text(way.model) for way in ways)):
            return None
        ways = [replace(way, api=self._api(shape, way)) for way in self._possible(ways)]
        if shape.api == "http":
            asking = [way for way in ways if self._is_model_request(way)]
            if not asking:
                self.unclear += [call] if any(way.opens for way in ways) else []
                return None
            ways = asking
        earlier = tuple(made for callee in callees for made in callee.earlier)
        return Draft(
            call,
            shape,
            tuple(ways),
            incomplete,
            earlier,
            naming=self._naming(call, shape, ways),
            mute=any(callee.mute for callee in callees),
            packed=any(callee.packed for callee in callees),
        )

    def _possible(self, ways: list[Way]) -> list[Way]:
        """The ways without those that cannot be: `if BASE_URL:` does not fail where that is written out.

        A model's name that is sent in no other way stays.
        """
        ruled_out = {id(way) for way in ways if self.ev.questions.denies_text(way.choices)}
        if not ruled_out:
            return ways
        sent = {_origin(way) for way in ways if id(way) not in ruled_out}
        return [way for way in ways if id(way) not in ruled_out or _origin(way) not in sent]

    def _naming(self, call: cst.Call, shape: RequestShape, ways: list[Way]) -> cst.CSTNode | None:
        """The argument that names the model, where the call names several: by it the requests are told apart."""
        slots = [way.arguments["model"] for way in ways if "model" in way.arguments] if shape.models else []
        return next((slot.written for slot in slots if self.ev.tree.parent(slot.written) is call), None)

    def _configured(self, call: cst.Call, callees: list[Callee]) -> Iterator[Draft]:
        """The requests that a call is told as a list of dicts: one for each dict, which is as the arguments of a call."""
        tables: dict[int, Table] = {}
        ways: dict[int, list[Way]] = {}
        for callee in callees:
            for choices, passed, _, _, _ in self._arguments(call, callee):
                for option in under(self._configs(callee.shape, passed), choices):
                    table = option.value
                    if not isinstance(table, Table) or table.find("model") is None:
                        continue
                    added = {
                        callee.shape.rename.get(e.key, e.key): Slot(
                            e.value, e.written, table, self._with_trail(e, option)
                        )
                        for e in table.entries
                    }
                    arguments, refused, opens = self._sorted(callee.shape, added, table.opens)
                    tables[id(table.node)] = table
                    ways.setdefault(id(table.node), []).extend(
                        replace(way, api=self._api(callee.shape, way))
                        for way in self._ways(call, callee, option.choices, arguments, refused, (), opens)
                    )
        for identity, its in ways.items():
            shape = callees[0].shape
            yield Draft(call, shape, tuple(its[:VARIANTS_LIMIT]), config=tables[identity])

    def _configs(self, shape: RequestShape, arguments: dict[str, Slot]) -> Alternatives:
        """The dicts that are passed, alone or in a list, each as far down as `configs` leads."""
        found: list[Alternative] = []
        for above, below in shape.configs:
            slot = arguments.get(above[0])
            for option in (
                self.passed.within(self.passed.slot_value(slot), above[1:]) if slot is not None else ()
            ):
                each: list[Alternatives] = [(option,)]
                if isinstance(option.value, Row):
                    each = [
                        under(lookups.held(self.ev, item), option.choices) for item in option.value.elements
                    ]
                for alternatives in each:
                    deep = self.passed.within(alternatives, below)
                    found.extend(item._replace(trail=(*option.trail, *item.trail)) for item in deep)
        return tuple(found)

    def _is_model_request(self, way: Way) -> bool:
        """Whether a plain HTTP call asks a model: it carries one, or goes to a method of DeepSeek's that does.

        At DeepSeek the path must be one of a method, or the bare base URL that people take for one.
        """
        url = way.endpoint.value
        if not isinstance(url, Literal) or not self.endpoints.is_own(str(url.data)):
            return "model" in way.body
        if self.endpoints.judge(str(url.data), full=True, api="chat").problem is UrlProblem.PRIVATE_API:
            return "model" in way.body
        path = "/" + str(url.data).partition("://")[2].partition("/")[2].partition("?")[0].strip("/")
        asks = self.endpoints.is_of_an_interface(path)
        return (asks and bool(way.opens)) or (
            "model" in way.body and (asks or self.endpoints.may_be_a_base(path))
        )

    def _api(self, shape: RequestShape, way: Way) -> Api:
        """The interface that a way speaks to; at plain HTTP its URL says so, and its body where that does not."""
        if shape.chat_only_with and self._completes(way, shape.chat_only_with):
            return Api.FIM
        if self._speaks_responses(shape, way):
            return Api.RESPONSES
        if shape.api != "http":
            return Api(shape.api)
        url = str(way.endpoint.value.data) if isinstance(way.endpoint.value, Literal) else ""
        return Api(self.endpoints.interface_at(url, way.body))

    def _speaks_responses(self, shape: RequestShape, way: Way) -> bool:
        """Whether an argument makes the library speak the Responses interface; one that is not known may do so."""
        for name, wanted in shape.responses_with.items():
            slot = way.arguments.get(name) or way.body.get(name)
            for option in under(self.passed.slot_value(slot), way.choices) if slot is not None else ():
                told = option.value.data if isinstance(option.value, Literal) else wanted
                if wanted is True and told is False:
                    return False
                if told == wanted or (wanted == "*" and told not in (None, False)):
                    return True
        return False

    def _completes(self, way: Way, name: str) -> bool:
        """Whether the argument that makes the library chat is left out, or false."""
        slot = way.arguments.get(name)
        if slot is None:
            return not way.opens
        options = under(self.passed.slot_value(slot), way.choices)
        return all(truth(option.value) is False for option in options)

    def _arguments(
        self, call: cst.Call, callee: Callee
    ) -> Iterator[tuple[Choices, dict[str, Slot], dict[str, Slot], tuple[Table, ...], tuple[str, ...]]]:
        """The named arguments of the call, for each way that its `**` dicts can be."""
        sets: list[tuple[Choices, dict[str, Slot], tuple[Table, ...], tuple[str, ...]]] = [
            (callee.choices, {}, (), callee.opens)
        ]
        last = callee.run or call
        for made in (*reversed(callee.earlier), last):
            skip = 1 if made is not last else 0
            for index, argument in enumerate(made.args):
                if index < skip:
                    continue
                if argument.star == "**":
                    sets = self._spread(sets, argument, callee.shape)
                elif argument.star == "*":
                    sets = [(c, a, s, (*o, "positional arguments are passed on")) for c, a, s, o in sets]
                else:
                    position = index - skip
                    if argument.keyword is not None:
                        name = argument.keyword.value
                    elif position < len(callee.shape.positional):
                        name = callee.shape.positional[position]
                    else:
                        continue
                    name = callee.shape.rename.get(name, name)
                    written = argument.value if handing_on.is_made_up(self.ev, argument) else argument
                    for _, arguments, _, _ in sets:
                        arguments[name] = Slot(argument.value, written)
        for choices, arguments, spread, opens in sets:
            kept, refused, opens = self._sorted(callee.shape, arguments, opens)
            yield choices, kept, refused, spread, opens

    def _sorted(
        self, shape: RequestShape, arguments: dict[str, Slot], opens: tuple[str, ...]
    ) -> tuple[dict[str, Slot], dict[str, Slot], tuple[str, ...]]:
        """The arguments that are taken, those that are refused, and why not all may be known."""
        sent = {name: slot for name, slot in arguments.items() if not self._not_sent(slot.value)}
        refused = {name: slot for name, slot in sent.items() if name in shape.refused}
        kept = {name: slot for name, slot in sent.items() if name not in refused}
        redirected = next((name for name in shape.redirects if name in kept), None)
        if redirected is not None:
            opens = (*opens, f"`{redirected}` may send it to other models")
        return kept, refused, opens

    def _not_sent(self, node: cst.BaseExpression) -> bool:
        """Whether an argument is a library's word for one that is left out, and no value that only has its name."""
        return dotted(node).rpartition(".")[2] in self.libraries.unsent and not all(
            isinstance(option.value, (Literal, Table, Row)) for option in self.ev.evaluate(node)
        )

    def _spread(
        self,
        sets: list[tuple[Choices, dict[str, Slot], tuple[Table, ...], tuple[str, ...]]],
        argument: cst.Arg,
        shape: RequestShape,
    ) -> list[tuple[Choices, dict[str, Slot], tuple[Table, ...], tuple[str, ...]]]:
        longer = []
        for choices, arguments, spread, opens in sets:
            for option in self.ev.evaluate(argument.value):
                both = combine(choices, option.choices)
                if both is None:
                    continue
                if isinstance(option.value, Table):
                    table = option.value
                    added = {
                        shape.rename.get(e.key, e.key): Slot(
                            e.value, e.written, table, self._with_trail(e, option)
                        )
                        for e in table.entries
                    }
                    longer.append((both, {**arguments, **added}, (*spread, table), (*opens, *table.opens)))
                else:
                    reason = (
                        option.value.reason
                        if isinstance(option.value, Lost)
                        else "its `**` could not be followed"
                    )
                    longer.append((both, dict(arguments), spread, (*opens, reason)))
        return _cut(longer)

    def _with_trail(self, entry: Entry, option: Alternative) -> Alternatives | None:
        """The entry's values, with the way to the dict in front of their own."""
        if entry.fixed is not None:
            return entry.fixed
        if not option.trail:
            return None
        return tuple(
            item._replace(trail=(*option.trail, *item.trail)) for item in self.ev.evaluate(entry.value)
        )

    def _ways(
        self,
        call: cst.Call,
        callee: Callee,
        choices: Choices,
        arguments: dict[str, Slot],
        refused: dict[str, Slot],
        spread: tuple[Table, ...],
        opens: tuple[str, ...],
    ) -> Iterator[Way]:
        shape = callee.shape
        bodies = self._bodies(shape, choices, arguments, opens)
        for together, body, tables, reasons in bodies:
            models: list[Alternative | None] = [None]
            if "model" in body:
                models = list(under(self.passed.slot_value(body["model"]), together))
                # Where the name is None no model is asked: it is what a variable holds before it is set.
                models = [m for m in models if m is not None and not is_none(m)] or models
            elif shape.default_model and not reasons:
                models = [Alternative(Literal(shape.default_model, call.func, editable=False), together)]
            for model in models:
                bound = model.choices if model is not None else together
                part = self._part_of(model)
                if model is not None and part is not None:
                    for inner in self._part_ways(model, part):
                        both = combine(bound, inner.choices)
                        if both is not None:
                            yield replace(
                                inner,
                                choices=both,
                                body={**inner.body, **body},
                                arguments=arguments,
                                refused={**inner.refused, **refused},
                                spread=spread,
                                body_tables=tables,
                                opens=(*inner.opens, *reasons),
                            )
                    continue
                for endpoint, implied in self.destinations.of_request(call, callee, arguments, model):
                    both = combine(bound, endpoint.choices)
                    if both is None:
                        continue
                    prefix = self._prefix_of(shape, model)
                    yield Way(
                        both,
                        endpoint,
                        implied,
                        _without(prefix, model),
                        body,
                        arguments,
                        refused,
                        spread,
                        tables,
                        reasons,
                        route=prefix or self._provider(shape, arguments, both),
                    )

    def _part_of(self, model: Alternative | None) -> RequestShape | None:
        """The shape of the call that made the object which is passed as the model; None where it is no such object."""
        if model is None or not isinstance(model.value, Made):
            return None
        shape = self.libraries.functions.get(model.value.name)
        return shape if shape is not None and shape.part else None

    def _part_ways(self, model: Alternative, shape: RequestShape) -> Iterator[Way]:
        """What an object that stands for the model adds to the request that it is passed to."""
        made = model.value
        assert isinstance(made, Made)
        self.held.add(id(made.call))
        callee = Callee(shape, model.choices, None, None, made.earlier)
        for choices, arguments, refused, spread, opens in self._arguments(made.call, callee):
            for way in self._ways(made.call, callee, choices, arguments, refused, spread, opens):
                named = way.model
                if named is not None:
                    named = named._replace(trail=(*model.trail, *named.trail))
                yield replace(way, model=named)

    def _bodies(
        self, shape: RequestShape, choices: Choices, arguments: dict[str, Slot], opens: tuple[str, ...]
    ) -> list[tuple[Choices, dict[str, Slot], tuple[Table, ...], tuple[str, ...]]]:
        """What the call sends, for each way that the dicts it merges can be."""
        if shape.body:
            slot = next((arguments[name] for name in shape.body if name in arguments), None)
            if slot is None:
                return [
                    (choices, {}, (), (*opens, "it has no body that could be followed") if opens else opens)
                ]
            found: list[tuple[Choices, dict[str, Slot], tuple[Table, ...], tuple[str, ...]]] = []
            for option in under(self.passed.slot_value(slot), choices):
                if isinstance(option.value, Table):
                    table = option.value
                    body = {
                        e.key: Slot(e.value, e.written, table, self._with_trail(e, option))
                        for e in table.entries
                    }
                    found.append((option.choices, body, (table,), (*opens, *table.opens)))
                elif (written := self._from_text(option)) is not None:
                    found.append((option.choices, written, (), opens))
                else:
                    reason = (
                        option.value.reason
                        if isinstance(option.value, Lost)
                        else "its body could not be followed"
                    )
                    found.append((option.choices, {}, (), (*opens, reason)))
            return found
        outer = {path[0] for path in (*shape.merge, *shape.endpoint)}
        special = {*outer, *shape.client, shape.provider, shape.chat_only_with}
        # What is sent either way is nothing that anyone could leave out.
        special.update(shape.always)
        special |= {name for implied in shape.implied.values() for name in implied}
        plain = {name: slot for name, slot in arguments.items() if name not in special}
        if shape.models:
            # What else such a call is told is about agents, and no field of a body.
            plain = {name: slot for name, slot in plain.items() if name == "model"}
        bodies: list[tuple[Choices, dict[str, Slot], tuple[Table, ...], tuple[str, ...]]] = [
            (choices, plain, (), opens)
        ]
        for path in shape.merge:
            longer: list[tuple[Choices, dict[str, Slot], tuple[Table, ...], tuple[str, ...]]] = []
            for together, body, tables, reasons in bodies:
                for option in under(self.passed.at_path(arguments, path), together):
                    if isinstance(option.value, Table):
                        table = option.value
                        inner = {
                            p[len(path)] for p in shape.merge if p[: len(path)] == path and len(p) > len(path)
                        }
                        added = {
                            shape.rename.get(e.key, e.key): Slot(
                                e.value, e.written, table, path=(*path, e.key)
                            )
                            for e in table.entries
                            if e.key not in inner
                        }
                        longer.append(
                            (option.choices, {**body, **added}, (*tables, table), (*reasons, *table.opens))
                        )
                    elif isinstance(option.value, Literal) and option.value.data is None:
                        longer.append((option.choices, body, tables, reasons))
                    else:
                        reason = (
                            option.value.reason
                            if isinstance(option.value, Lost)
                            else f"`{path[0]}` could not be followed"
                        )
                        longer.append((option.choices, body, tables, (*reasons, reason)))
            bodies = _cut(longer)
        for name, keys in shape.nested.items():
            deep = self.entry_at(arguments, keys)
            if deep is not None:
                for _, body, _, _ in bodies:
                    body[name] = deep
        return bodies

    def entry_at(self, arguments: dict[str, Slot], path: Keys) -> Slot | None:
        """The slot of what stands at a dotted path of arguments and keys; None where nothing does."""
        head, *keys = path
        slot = arguments.get(head)
        for key in keys:
            options = self.passed.slot_value(slot) if slot is not None else ()
            tables = [option.value for option in options if isinstance(option.value, Table)]
            entry = tables[0].find(key) if len(tables) == len(options) == 1 else None
            slot = Slot(entry.value, entry.written, tables[0], path=path) if entry is not None else None
        return slot

    def _from_text(self, option: Alternative) -> dict[str, Slot] | None:
        """The body where it is written out as JSON text: known, but not to be edited."""
        value = option.value
        if not isinstance(value, Literal) or not isinstance(value.data, str):
            return None
        try:
            parsed = json.loads(value.data)
        except ValueError:
            return None
        if not isinstance(parsed, dict):
            return None
        body: dict[str, Slot] = {}
        for key, inner in parsed.items():
            plain = inner is None or isinstance(inner, (str, int, float))
            known: Abstract = (
                Literal(inner, value.node, editable=False)
                if plain
                else Lost("it stands in JSON text", value.node)
            )
            body[key] = Slot(cst.Name("body"), value.node, None, (Alternative(known, option.choices),))
        return body

    def _prefix_of(self, shape: RequestShape, model: Alternative | None) -> str:
        """The provider's prefix that the library takes off a model's name; empty where there is none."""
        name = model.value.data if model is not None and isinstance(model.value, Literal) else None
        if not isinstance(name, str):
            return ""
        return next((prefix for prefix in shape.prefixes if name.startswith(prefix)), "")

    def _provider(self, shape: RequestShape, arguments: dict[str, Slot], choices: Choices) -> str:
        """The provider that an argument names; empty where it names none, or which is not known."""
        slot = arguments.get(shape.provider)
        options = under(self.passed.slot_value(slot), choices) if slot is not None else ()
        names = {str(o.value.data) if isinstance(o.value, Literal) else "" for o in options}
        return names.pop() if len(names) == 1 else ""


def _without(prefix: str, model: Alternative | None) -> Alternative | None:
    """A model's name without a prefix that it begins with."""
    if not prefix or model is None or not isinstance(model.value, Literal):
        return model
    return model._replace(value=replace(model.value, data=str(model.value.data)[len(prefix) :]))


def _origin(way: Way) -> int | None:
    """Where the name of the model that a way sends was written; None where that is not known."""
    return (
        id(way.model.value.node) if way.model is not None and isinstance(way.model.value, Literal) else None
    )


def _is_named(argument: cst.Arg) -> bool:
    return argument.keyword is not None or argument.star == "**"


def _cut(ways: list[_Bound]) -> list[_Bound]:
    """No more ways than can be followed; the last one that is kept says that there are more."""
    if len(ways) <= VARIANTS_LIMIT:
        return ways
    choices, slots, tables, opens = ways[VARIANTS_LIMIT - 1]
    return [
        *ways[: VARIANTS_LIMIT - 1],
        (choices, slots, tables, (*opens, "there are too many ways to make it")),
    ]
