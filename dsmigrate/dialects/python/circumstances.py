"""What stands around a request: what its library demands, what is read from its answer, what is put into its messages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypedDict

import libcst as cst

from dsmigrate.catalog.load import Catalog
from dsmigrate.core.sightings import Demand, Reading
from dsmigrate.core.source import Place
from dsmigrate.dialects.python.abstract import Literal
from dsmigrate.dialects.python.answers import Answers
from dsmigrate.dialects.python.credentials import key_named
from dsmigrate.dialects.python.demands import demands
from dsmigrate.dialects.python.drafts import Draft
from dsmigrate.dialects.python.evaluate import Evaluator
from dsmigrate.dialects.python.parses import parses
from dsmigrate.dialects.python.readings import readings
from dsmigrate.dialects.python.turns import Turns


class Around(TypedDict, total=False):
    """The fields of a `Request` that are told here."""

    demands: tuple[Demand, ...]
    readings: tuple[Reading, ...]
    turns: tuple[Place, ...]
    parses: tuple[Place, ...]
    keys: tuple[str, ...]


class Circumstances:
    """Looks around the requests that concern DeepSeek; what belongs to others is not followed for it."""

    def __init__(
        self,
        ev: Evaluator,
        catalog: Catalog,
        concerning: Sequence[Draft],
        place: Callable[[cst.CSTNode], Place],
    ) -> None:
        self.ev = ev
        self.catalog = catalog
        self.place = place
        self._concerning = {id(draft) for draft in concerning}
        self._answers = Answers(ev, {id(draft.call) for draft in concerning})
        self._read = readings(ev, concerning, catalog.absent_fields)
        self._parsed = parses(ev, concerning, catalog.json_mode.field, catalog.answer.text)
        calls = {id(draft.call) for draft in concerning}
        self._turns = Turns(ev, calls, catalog.round_trip.field, catalog.answer)

    def of(self, draft: Draft) -> Around:
        """What stands around one request."""
        if id(draft) not in self._concerning:
            return {}
        return {
            "demands": tuple(self._demands(draft)),
            "readings": tuple(
                Reading(path, self.place(node)) for path, node in self._read.get(id(draft.call), ())
            ),
            "turns": tuple(self.place(node) for node in self._turns.of(draft)),
            "parses": tuple(self.place(node) for node in self._parsed.get(id(draft.call), ())),
            "keys": tuple(filter(None, key_named(self.ev, draft))) if self._is_replaceable(draft) else (),
        }

    def is_answered_model(self, node: cst.CSTNode) -> bool:
        """Whether an expression can be what the answer of a request that concerns DeepSeek says of its model."""
        where = self.catalog.answer.model
        return any(read is not None and read.path == where for read in self._answers.read(node))

    def _is_replaceable(self, draft: Draft) -> bool:
        """Whether the library's own endpoint holds, and the environment may say another."""
        return any(way.implied and way.endpoint.outside for way in draft.ways)

    def _demands(self, draft: Draft) -> Iterator[Demand]:
        named = [way.model.value for way in draft.ways if way.model is not None]
        models = [str(model.data) for model in named if isinstance(model, Literal)]
        for shape, field, node in demands(self.ev, draft):
            if not shape.pattern or (models and all(re.search(shape.pattern, model) for model in models)):
                yield Demand(field, self.place(node), shape.says)
