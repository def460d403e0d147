"""Finds the calls that build requests, and drafts each with the ways of making it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property

import libcst as cst

from dsmigrate.catalog.clients import ClientLibraries
from dsmigrate.catalog.endpoints import EndpointTable
from dsmigrate.catalog.shapes import ClientShape, RequestShape
from dsmigrate.dialects.python import classes, handing_on, uses
from dsmigrate.dialects.python.abstract import Alternative, Class, Literal, Made, Routine, Symbol
from dsmigrate.dialects.python.callees import Callees
from dsmigrate.dialects.python.carriers import Carriers
from dsmigrate.dialects.python.configs import configured
from dsmigrate.dialects.python.destinations import Destinations
from dsmigrate.dialects.python.drafts import VARIANTS_LIMIT, Callee, Draft, Way
from dsmigrate.dialects.python.evaluate import Evaluator
from dsmigrate.dialects.python.flow import combine
from dsmigrate.dialects.python.interfaces import asks_a_model, interface
from dsmigrate.dialects.python.passed import Passed, is_text
from dsmigrate.dialects.python.ways import Ways


class RequestFinder:
    """Goes through a module's calls with the client libraries' shapes at hand.

    `unclear` are the plain HTTP calls that it met whose body could not be followed, so that it may ask a model.
    """

    def __init__(self, ev: Evaluator, libraries: ClientLibraries, endpoints: EndpointTable) -> None:
        self.ev = ev
        self.libraries = libraries
        self.endpoints = endpoints
        self.telling: set[int] = set()
        self.unclear: list[cst.Call] = []
        self.passed = Passed(ev)
        self.destinations = Destinations(ev, libraries, endpoints, self.passed)
        self.callees = Callees(ev, libraries, self.destinations)
        self.ways = Ways(ev, libraries, self.passed, self.destinations)

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
            callees = list(self.callees.of(call))
            for shape in dict.fromkeys(callee.shape for callee in callees):
                if shape.configs:
                    for each in configured(
                        self.ways, self.endpoints, call, [c for c in callees if c.shape is shape]
                    ):
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
            if id(draft.call) not in self.ways.held or self._goes_on(draft.call):
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

    def _draft(self, call: cst.Call, shape: RequestShape, callees: list[Callee]) -> Draft | None:
        ways: list[Way] = []
        incomplete = ""
        for callee in callees:
            for together in self.ways.of(call, callee):
                for way in together:
                    ways.append(way)
                    if len(ways) > VARIANTS_LIMIT:
                        incomplete = "there are too many ways to make it"
                        break
        ways = ways[:VARIANTS_LIMIT]
        if not ways or (shape.by_text and not any(is_text(way.model) for way in ways)):
            return None
        ways = [
            replace(way, api=interface(self.endpoints, self.passed, shape, way))
            for way in self._possible(self._arriving(call, ways))
        ]
        if shape.api == "http":
            asking = [way for way in ways if asks_a_model(self.endpoints, way)]
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

    def _arriving(self, call: cst.Call, ways: list[Way]) -> list[Way]:
        """The ways that can be where control gets to the call: not those that a test around it rules out."""
        if len(ways) == 1:
            return ways
        arriving = {reach.choices for reach in uses.state(self.ev, self.ev.names.scope_of(call), "", call)}
        left = [way for way in ways if any(combine(way.choices, each) is not None for each in arriving)]
        return left or ways

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


def _origin(way: Way) -> int | None:
    """Where the name of the model that a way sends was written; None where that is not known."""
    return (
        id(way.model.value.node) if way.model is not None and isinstance(way.model.value, Literal) else None
    )
