"""DS108: a request to DeepSeek whose model is decided outside the code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsmigrate.checks.context import Context
from dsmigrate.checks.effective import Proof, proof, retired
from dsmigrate.core.findings import Confidence, Related, Severity, Verdict
from dsmigrate.core.sightings import Request, Variant
from dsmigrate.core.source import Place
from dsmigrate.core.values import Constant, Unknown

CODE = "DS108"


def check_requests(requests: Sequence[Request], context: Context) -> Iterator[Verdict]:
    """One verdict for each request and outside source of its model."""
    seen: set[tuple[Place, str]] = set()
    for request in requests:
        for variant in request.variants:
            if proof(request, variant, context) is not Proof.PROVEN:
                continue
            source = _source(variant)
            if source and (request.place, source) not in seen:
                seen.add((request.place, source))
                yield _verdict(request, variant, source, context)


def _source(variant: Variant) -> str:
    """What decides the model, where the code does not; else empty."""
    match variant.model:
        case Constant(outside=outside):
            return outside
        case Unknown(reason=reason):
            return reason
        case None:
            return variant.open
        case _:
            return ""


def _verdict(request: Request, variant: Variant, source: str, context: Context) -> Verdict:
    model = variant.model
    default = retired(model, context)
    message = f"the model that is sent to DeepSeek is not known: {source}"
    related: tuple[Related, ...] = ()
    if isinstance(model, Constant):
        message = f"{source} decides the model"
        if default is not None:
            message += f"; what is set there may be retired, as the default `{default.id}` is"
        related = (Related(model.place, "the default"),)
    # What is not known may have no place of its own: then its place is the whole file.
    elif isinstance(model, Unknown) and not model.place.span.contains(request.place.span):
        related = (Related(model.place, "the trail ends here"),)
    return Verdict(
        code=CODE,
        severity=Severity.WARNING if default is not None else Severity.INFO,
        confidence=Confidence.MEDIUM,
        message=message,
        place=request.callee,
        related=related,
        not_fixed="what is set outside the code is for a person to change",
    )
