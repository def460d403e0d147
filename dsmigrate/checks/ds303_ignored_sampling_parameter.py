"""DS303: a sampling parameter that thinking mode ignores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsmigrate.checks.context import Context
from dsmigrate.checks.effective import Proof, effective_mode, explicit_mode, place_of, proof, retired
from dsmigrate.core.findings import Confidence, Related, Severity, Verdict
from dsmigrate.core.intents import DropField
from dsmigrate.core.sightings import Api, Request, Variant
from dsmigrate.core.source import Place
from dsmigrate.core.values import Constant

CODE = "DS303"


def check_requests(requests: Sequence[Request], context: Context) -> Iterator[Verdict]:
    """One verdict for each value that is sent with thinking on in every request that it reaches."""
    ignored = [parameter.name for parameter in context.catalog.parameters.values() if parameter.ignored_when_thinking]
    found: dict[tuple[str, Place], list[tuple[Request, Variant]]] = {}
    for request in requests:
        if request.api is not Api.CHAT:
            continue
        for name in ignored:
            for variant in request.variants:
                value = variant.fields.get(name)
                if value is not None and not (isinstance(value, Constant) and value.data is None):
                    found.setdefault((name, place_of(value)), []).append((request, variant))
    for (name, place), uses in found.items():
        if all(_is_ignored(request, variant, context) for request, variant in uses):
            yield _verdict(name, place, uses, context)


def _is_ignored(request: Request, variant: Variant, context: Context) -> bool:
    return (
        proof(request, variant, context) is Proof.PROVEN and effective_mode(request, variant, context) == "enabled"
    )


def _verdict(name: str, place: Place, uses: list[tuple[Request, Variant]], context: Context) -> Verdict:
    requests = list({request.place: request for request, _ in uses}.values())
    unsafe = []
    if any(
        explicit_mode(request, variant, context) is None and retired(variant.model, context) is None
        for request, variant in uses
    ):
        unsafe.append("thinking is on only because nothing turns it off; perhaps it was not meant to be")
    if any(isinstance(v.model, Constant) and v.model.outside for _, v in uses):
        unsafe.append("the model can be replaced from outside the code")
    covered = {(request.place, id(variant)) for request, variant in uses}
    if any((r.place, id(v)) not in covered and name in v.fields for r in requests for v in r.variants):
        unsafe.append("the call is also made in a way in which it counts")
    return Verdict(
        code=CODE,
        severity=Severity.WARNING,
        confidence=Confidence.HIGH,
        message=f"`{name}` has no effect: thinking mode ignores it",
        place=place,
        related=tuple(Related(request.callee, "this call sends it") for request in requests),
        intents=tuple(DropField(request.place, name) for request in requests),
        fix_message=f"leave out `{name}`",
        unsafe=tuple(unsafe),
    )
