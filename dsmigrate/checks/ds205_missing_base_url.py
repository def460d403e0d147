"""DS205: a model of DeepSeek's is asked of another vendor, since no base URL is given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsmigrate.catalog.endpoints import Vendor
from dsmigrate.checks.context import Context
from dsmigrate.checks.effective import Proof, elsewhere, judged, model_of, proof
from dsmigrate.core.findings import Confidence, Related, Severity, Verdict
from dsmigrate.core.sightings import Request, Variant
from dsmigrate.core.values import Constant

CODE = "DS205"


def check_requests(requests: Sequence[Request], context: Context) -> Iterator[Verdict]:
    """One verdict for each request that goes to the client library's own vendor with a model of DeepSeek's."""
    for request in requests:
        if request.incomplete or any(proof(request, v, context) >= Proof.LIKELY for v in request.variants):
            continue
        lost = next((v for v in request.variants if _is_lost(request, v, context)), None)
        if lost is not None:
            yield _verdict(request, lost, context)


def _is_lost(request: Request, variant: Variant, context: Context) -> bool:
    """Whether a variant certainly names DeepSeek's model and no endpoint."""
    model = model_of(variant.model, context)
    judgement = judged(request, variant, context)
    return (
        model is not None
        and not model.only_with_proof
        and isinstance(variant.model, Constant)
        and not variant.model.outside
        and not variant.guards
        and not variant.open
        and variant.endpoint.implied
        and judgement is not None
        and judgement.vendor is Vendor.FOREIGN
    )


def _verdict(request: Request, variant: Variant, context: Context) -> Verdict:
    url = variant.endpoint.url
    outside = url.outside if isinstance(url, Constant) else ""
    assert isinstance(variant.model, Constant)
    unless = f", unless {outside} says otherwise" if outside else ""
    root = context.catalog.endpoints.root
    return Verdict(
        code=CODE,
        severity=Severity.WARNING,
        # Whoever leaves the key to the environment may leave the base URL to it too.
        confidence=Confidence.MEDIUM if not outside or _has_own_key(request, context) else Confidence.LOW,
        message=f"`{variant.model.data}` is asked of {elsewhere(request, variant, context)}: no base URL is given"
        f"{unless}",
        place=request.callee,
        related=(Related(variant.model.place, "the model"),),
        not_fixed=f"tell the client where to send it: `{root}`",
    )


def _has_own_key(request: Request, context: Context) -> bool:
    """Whether the client is given a key that is called DeepSeek's."""
    return any(context.catalog.endpoints.names_deepseek(key) for key in request.keys)
