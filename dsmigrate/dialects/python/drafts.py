"""The records between a call and a request: slots, the ways of making it, and the draft that holds them."""

from __future__ import annotations

from dataclasses import field

import libcst as cst

from dsmigrate.catalog.shapes import ClientShape, Keys, RequestShape, Written
from dsmigrate.core.records import record
from dsmigrate.core.sightings import Api
from dsmigrate.dialects.python.abstract import Alternative, Alternatives, Literal, Made, Step, Table
from dsmigrate.dialects.python.flow import Choices

# In how many ways a request is followed.
VARIANTS_LIMIT = 48


@record
class Slot:
    """Where a field of the body comes from: its expression, what was written to pass it, and in which dict.

    `path` leads there from the call's arguments; empty for one that is an argument itself.
    """

    value: cst.BaseExpression
    written: cst.CSTNode
    table: Table | None = None
    fixed: Alternatives | None = None
    path: Keys = ()


# Named slots, of a call or of what it sends: the choices that make them so, the dicts that they come from, and why there
# may be more.
Bound = tuple[Choices, dict[str, Slot], tuple[Table, ...], tuple[str, ...]]


@record
class Way:
    """One way to make a request, under `choices`; `arguments` are those of the call, `body` what is sent.

    `route` is what says who is asked: the provider's prefix that is taken off the model, or the provider that is named.
    """

    choices: Choices
    endpoint: Alternative
    implied: bool
    model: Alternative | None
    body: dict[str, Slot]
    arguments: dict[str, Slot]
    refused: dict[str, Slot] = field(default_factory=dict)
    spread: tuple[Table, ...] = ()
    body_tables: tuple[Table, ...] = ()
    opens: tuple[str, ...] = ()
    api: Api = Api.CHAT
    route: str = ""


@record
class Draft:
    """A call that builds a request, before it is put into language-free words.

    `earlier` are the partial calls that hold some of its arguments. `config` is the dict that says one of the requests
    which an object that the call makes will send, where it is told several. `naming` is the argument that names the
    model, where the call makes a request for each of several. With `mute` the call passes no keywords on: then they
    belong into the last of `earlier`; where it is `packed`, into the dict of them that it is given.
    """

    call: cst.Call
    shape: RequestShape
    ways: tuple[Way, ...]
    incomplete: str = ""
    earlier: tuple[cst.Call, ...] = ()
    config: Table | None = None
    naming: cst.CSTNode | None = None
    mute: bool = False
    packed: bool = False

    @property
    def full(self) -> bool:
        """Whether its endpoint is the whole URL, as with plain HTTP."""
        return self.shape.api == "http"

    @property
    def node(self) -> cst.CSTNode:
        """What stands for the request: the call, the dict that says it, or the argument that names the model."""
        return self.config.node if self.config is not None else self.naming or self.call

    def implied(self, way: Way) -> dict[str, Written]:
        """The arguments that the library sets by itself for the model of `way`, as far as they are not passed."""
        model = (
            way.model.value.data if way.model is not None and isinstance(way.model.value, Literal) else None
        )
        implied = self.shape.implied.get(model, {}) if isinstance(model, str) else {}
        return {name: value for name, value in implied.items() if name not in way.arguments}


@record
class Callee:
    """What a call calls: the shape, the client it is a method of, and the calls that hold earlier arguments.

    `opens` says why more may be sent than the arguments tell. Where the call hands the function on to what runs it,
    `run` is the call that this makes: with `mute` no keywords of the one that is written are in it, and where it is
    `packed`, only what a list and a dict hold.
    """

    shape: RequestShape
    choices: Choices
    client: Made | None
    client_shape: ClientShape | None
    earlier: tuple[cst.Call, ...] = ()
    lost: str = ""
    outside: str = ""
    module_client: str = ""
    trail: tuple[Step, ...] = ()
    opens: tuple[str, ...] = ()
    run: cst.Call | None = None
    mute: bool = False
    packed: bool = False


def cut(ways: list[Bound]) -> list[Bound]:
    """No more ways than can be followed; the last one that is kept says that there are more."""
    if len(ways) <= VARIANTS_LIMIT:
        return ways
    choices, slots, tables, opens = ways[VARIANTS_LIMIT - 1]
    return [
        *ways[: VARIANTS_LIMIT - 1],
        (choices, slots, tables, (*opens, "there are too many ways to make it")),
    ]
