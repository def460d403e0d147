"""Where a field is sent to DeepSeek: each value of it, with the requests that send it, and what is doubtful about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dsmigrate.checks.context import Context
from dsmigrate.checks.effective import Proof, elsewhere, model_of, proof, replaceable
from dsmigrate.checks.toggles import is_nothing, place_of
from dsmigrate.core.findings import Confidence, Related, Verdict
from dsmigrate.core.sightings import Api, Request, Variant
from dsmigrate.core.source import Place
from dsmigrate.core.values import Constant, Unknown, Value, constants

CHAT_ONLY = frozenset({Api.CHAT})


class Sent(NamedTuple):
    """One way of a request in which a field goes to DeepSeek, and where its value is written."""

    request: Request
    variant: Variant
    value: Value
    place: Place


def proven(
    requests: Iterable[Request], context: Context, apis: frozenset[Api] = CHAT_ONLY
) -> Iterator[tuple[Request, Variant]]:
    """The ways of requests that are known to go to DeepSeek, by one of `apis`."""
    for request in requests:
        for variant in request.variants:
            if variant.api in apis and proof(request, variant, context) is Proof.PROVEN:
                yield request, variant


def sent(
    requests: Iterable[Request], name: str, context: Context, apis: frozenset[Api] = CHAT_ONLY
) -> Iterator[Sent]:
    """Every way in which the field `name` goes to DeepSeek with a value; None is as good as leaving it out."""
    for request, variant in proven(requests, context, apis):
        value = variant.fields.get(name)
        if value is not None and not is_nothing(value):
            yield Sent(request, variant, value, written_at(request, value))


def demanded(requests: Iterable[Request], name: str, context: Context) -> Iterator[Sent]:
    """Where a client library sends the field `name` by itself, for something that it is asked for."""
    for request, variant in proven(requests, context):
        for demand in request.demands:
            if demand.field == name:
                yield Sent(request, variant, Constant(demand.says, demand.place), demand.place)


def written_at(request: Request, value: Value) -> Place:
    """Where a value is written; what is not known may have no place of its own."""
    place = place_of(value)
    return request.callee if isinstance(value, Unknown) and place.span.contains(request.place.span) else place


def by_place(uses: Iterable[Sent]) -> dict[Place, list[Sent]]:
    """The uses by where their value is written, in order."""
    found: dict[Place, list[Sent]] = {}
    for use in uses:
        found.setdefault(use.place, []).append(use)
    return found


def once(verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    """The first of the verdicts on each place."""
    told: set[Place] = set()
    for verdict in verdicts:
        if verdict.place not in told:
            told.add(verdict.place)
            yield verdict


def requests_of(uses: Sequence[Sent]) -> list[Request]:
    """The requests behind some uses, each once."""
    return list({use.request.place: use.request for use in uses}.values())


def senders(uses: Sequence[Sent]) -> tuple[Related, ...]:
    """The calls that send a value."""
    return tuple(Related(request.callee, "this call sends it") for request in requests_of(uses))


def doubts(uses: Sequence[Sent], context: Context) -> Iterator[str]:
    """Why what is known of the requests today may not be all of it."""
    for use in uses:
        if use.variant.open:
            yield f"more arguments may be passed than are known: {use.variant.open}"
        yield from replaceable(use.request, use.variant, context)
    for request in requests_of(uses):
        if request.incomplete:
            yield f"not every way that the call is made could be followed: {request.incomplete}"


def other_receivers(uses: Sequence[Sent], name: str, context: Context) -> Iterator[str]:
    """Why the calls must go on sending a field as they do: somebody who is not DeepSeek gets it from them too."""
    for request in requests_of(uses):
        for variant in request.variants:
            value = variant.fields.get(name)
            if (
                value is not None
                and not is_nothing(value)
                and proof(request, variant, context) < Proof.LIKELY
            ):
                yield f"the same call is also made to {elsewhere(request, variant, context)}"


def other_readers(
    uses: Sequence[Sent], requests: Iterable[Request], name: str, context: Context
) -> Iterator[str]:
    """Why what is written at the place of `uses` must stay: in the field `name` it is sent to somebody else too."""
    own = [request.place for request in requests_of(uses)]
    for request in requests:
        for variant in request.variants:
            value = variant.fields.get(name)
            if value is None or proof(request, variant, context) >= Proof.LIKELY:
                continue
            if any(constant.place == uses[0].place for constant in constants(value)):
                same = "the same call is also made" if request.place in own else "the same text is also sent"
                yield f"{same} to {elsewhere(request, variant, context)}"


def sureness(uses: Sequence[Sent], context: Context) -> Confidence:
    """How sure it is that a value is sent as it is written, and to DeepSeek.

    One that comes from elsewhere, by a way that depends on a condition, may be what that condition keeps out.
    """
    for use in uses:
        kept_out = isinstance(use.value, Constant) and use.value.trail and use.variant.guards
        if not kept_out and not is_shared(use.request, use.variant, context):
            return Confidence.HIGH
    return Confidence.LOW


def is_shared(request: Request, variant: Variant, context: Context) -> bool:
    """Whether a request is made to several vendors, and perhaps never to DeepSeek in this way.

    That is so with a model that is not known or not DeepSeek's, and where not every way could be followed.
    """
    if model_of(variant.model, context) is not None and not request.incomplete:
        return False
    return any(proof(request, other, context) is not Proof.PROVEN for other in request.variants)


def is_within(use: Sent) -> bool:
    """Whether a value is written in the call that sends it, so that nothing else can read it there."""
    return use.place.path == use.request.place.path and use.request.place.span.contains(use.place.span)
