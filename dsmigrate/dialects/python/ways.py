"""The ways of making a request: what it sends where to which model, each under the choices that lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

import libcst as cst

from dsmigrate.catalog.clients import ClientLibraries
from dsmigrate.catalog.shapes import RequestShape
from dsmigrate.dialects.python.abstract import Alternative, Literal, Made, Table, under
from dsmigrate.dialects.python.bodies import bodies
from dsmigrate.dialects.python.bound_arguments import arguments_of
from dsmigrate.dialects.python.destinations import Destinations
from dsmigrate.dialects.python.drafts import Callee, Slot, Way
from dsmigrate.dialects.python.evaluate import Evaluator
from dsmigrate.dialects.python.flow import Choices, combine
from dsmigrate.dialects.python.passed import Passed, is_none


class Ways:
    """Finds the ways of requests. `held` are the calls, by node, that make an object which stands for the model of one."""

    def __init__(
        self, ev: Evaluator, libraries: ClientLibraries, passed: Passed, destinations: Destinations
    ) -> None:
        self.ev = ev
        self.libraries = libraries
        self.passed = passed
        self.destinations = destinations
        self.held: set[int] = set()

    def of(self, call: cst.Call, callee: Callee) -> Iterator[Iterator[Way]]:
        """The ways in which a call of `callee` makes a request, for each way that its arguments can be."""
        for choices, arguments, refused, spread, opens in arguments_of(
            self.ev, self.libraries.unsent, call, callee
        ):
            yield self.with_arguments(call, callee, choices, arguments, refused, spread, opens)

    def with_arguments(
        self,
        call: cst.Call,
        callee: Callee,
        choices: Choices,
        arguments: dict[str, Slot],
        refused: dict[str, Slot],
        spread: tuple[Table, ...],
        opens: tuple[str, ...],
    ) -> Iterator[Way]:
        """The ways of a call that passes these arguments."""
        shape = callee.shape
        for together, body, tables, reasons in bodies(self.passed, shape, choices, arguments, opens):
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
                    prefix = _prefix_of(shape, model)
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
        for way in chain.from_iterable(self.of(made.call, callee)):
            named = way.model
            if named is not None:
                named = named._replace(trail=(*model.trail, *named.trail))
            yield replace(way, model=named)

    def _provider(self, shape: RequestShape, arguments: dict[str, Slot], choices: Choices) -> str:
        """The provider that an argument names; empty where it names none, or which is not known."""
        slot = arguments.get(shape.provider)
        options = under(self.passed.slot_value(slot), choices) if slot is not None else ()
        names = {str(o.value.data) if isinstance(o.value, Literal) else "" for o in options}
        return names.pop() if len(names) == 1 else ""


def _prefix_of(shape: RequestShape, model: Alternative | None) -> str:
    """The provider's prefix that the library takes off a model's name; empty where there is none."""
    name = model.value.data if model is not None and isinstance(model.value, Literal) else None
    if not isinstance(name, str):
        return ""
    return next((prefix for prefix in shape.prefixes if name.startswith(prefix)), "")


def _without(prefix: str, model: Alternative | None) -> Alternative | None:
    """A model's name without a prefix that it begins with."""
    if not prefix or model is None or not isinstance(model.value, Literal):
        return model
    return model._replace(value=replace(model.value, data=str(model.value.data)[len(prefix) :]))
