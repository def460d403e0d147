"""DS303: a sampling parameter that thinking mode ignores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsmigrate.catalog.thinking import ENABLED
from dsmigrate.checks.context import Context
from dsmigrate.checks.effective import (
    Proof,
    disagrees,
    explicit_mode,
    is_to_stop_thinking,
    proof,
    replaceable,
    retired,
    surely_thinks,
)
from dsmigrate.checks.sent import written_at
from dsmigrate.checks.toggles import is_nothing
from dsmigrate.core.findings import Confidence, Related, Severity, Verdict
from dsmigrate.core.intents import DropField
from dsmigrate.core.sightings import Request, Variant
from dsmigrate.core.source import Place
from dsmigrate.core.values import Constant

CODE = "DS303"

Uses = Sequence[tuple[Request, Variant]]


def check_requests(requests: Sequence[Request], context: Context) -> Iterator[Verdict]:
    """One verdict for each value that is sent with thinking on in every request that it reaches."""
    ignored = [
        parameter.name for parameter in context.catalog.parameters.values() if parameter.ignored_when_thinking
    ]
    found: dict[tuple[str, Place], list[tuple[Request, Variant]]] = {}
    counts: set[tuple[str, Place]] = set()
    for request in requests:
        for name in ignored:
            uses = [(v, written_at(request, v.fields[name])) for v in request.variants if _carries(v, name)]
            vain = all(_is_ignored(request, variant, context) for variant, _ in uses)
            for variant, place in uses:
                if vain:
                    found.setdefault((name, place), []).append((request, variant))
                else:
                    counts.add((name, place))
    for (name, place), vain_uses in found.items():
        if (name, place) not in counts:
            yield _verdict(name, place, vain_uses, context)
            continue
        # The same value is sent elsewhere too, where it counts: what is wrong is at these calls, not where it stands.
        for request in {request.place: request for request, _ in vain_uses}.values():
            mine = [use for use in vain_uses if use[0] is request]
            yield _verdict(name, request.callee, mine, context, Related(place, "the value"))


def _carries(variant: Variant, name: str) -> bool:
    return name in variant.fields and not is_nothing(variant.fields[name])


def _is_ignored(request: Request, variant: Variant, context: Context) -> bool:
    return proof(request, variant, context) is Proof.PROVEN and surely_thinks(request, variant, context)


def _verdict(name: str, place: Place, uses: Uses, context: Context, *written: Related) -> Verdict:
    requests = list({request.place: request for request, _ in uses}.values())
    not_fixed = _not_fixed(uses, context)
    return Verdict(
        code=CODE,
        severity=Severity.WARNING,
        confidence=Confidence.HIGH,
        message=f"`{name}` has no effect: thinking mode ignores it",
        place=place,
        related=(*(Related(request.callee, "this call sends it") for request in requests), *written),
        intents=tuple(DropField(request.place, name) for request in requests) if not not_fixed else (),
        fix_message=f"leave out `{name}`",
        unsafe=tuple(dict.fromkeys(_unsafe(requests, uses, context))),
        not_fixed=not_fixed,
    )


def _not_fixed(uses: Uses, context: Context) -> str:
    if any(is_to_stop_thinking(r, v, context) for r, v in uses):
        return "the request also demands a tool, which needs thinking turned off (DS305): then it counts"
    return ""


def _unsafe(requests: Sequence[Request], uses: Uses, context: Context) -> Iterator[str]:
    for request, variant in uses:
        stated = explicit_mode(variant) is not None
        if not stated and retired(variant.model, context) is None:
            yield "thinking is on only because nothing turns it off; perhaps it was not meant to be"
        if not stated and isinstance(variant.model, Constant) and variant.model.outside:
            yield f"{variant.model.outside} can replace the model, with one that does not think"
        if disagrees(variant, ENABLED, context):
            yield "the request also asks for thinking to be off, in a shape that does not do it"
        if variant.open:
            yield f"more arguments may be passed than are known: {variant.open}"
        yield from replaceable(request, variant, context)
    for request in requests:
        if request.incomplete:
            yield f"not every way that the call is made could be followed: {request.incomplete}"
