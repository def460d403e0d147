"""DS102: a request to DeepSeek names a model that the service never had.

https://api-docs.deepseek.com/quick_start/pricing
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsmigrate.checks.context import Context
from dsmigrate.checks.sent import proven
from dsmigrate.core.findings import Confidence, Related, Severity, Verdict
from dsmigrate.core.sightings import Api, Request, Variant
from dsmigrate.core.source import Place
from dsmigrate.core.values import Constant

CODE = "DS102"
APIS = frozenset(Api)


def check_requests(requests: Sequence[Request], context: Context) -> Iterator[Verdict]:
    """One verdict for each literal that names no model of the service's where it is sent to the service."""
    found: dict[Place, list[tuple[Request, Variant, Constant, str]]] = {}
    for request, variant in proven(requests, context, APIS):
        model = variant.model
        if isinstance(model, Constant) and isinstance(model.data, str):
            why = _why(model.data, variant, context)
            if why and not _may_be_kept_out(request, variant, model):
                found.setdefault(model.place, []).append((request, variant, model, why))
    for place, uses in found.items():
        yield _verdict(place, uses, context)


def _why(name: str, variant: Variant, context: Context) -> str:
    """Why a name is certainly none of the service's; empty where it is one, or may be one."""
    names = context.catalog.unknown_models
    if name in context.catalog.models or context.catalog.id_pattern.fullmatch(name):
        return ""
    if variant.api is Api.MESSAGES and names.is_mapped(name):
        return ""
    return names.why(name, context.as_of)


def _verdict(
    place: Place, uses: Sequence[tuple[Request, Variant, Constant, str]], context: Context
) -> Verdict:
    _, _, model, why = uses[0]
    error = context.catalog.unknown_models.error.format(model=model.data)
    return Verdict(
        code=CODE,
        severity=Severity.ERROR,
        confidence=max(_confidence(variant, known) for _, variant, known, _ in uses),
        message=f"`{model.data}` {why}; the service answers HTTP 400: {error}",
        place=place,
        related=tuple(dict.fromkeys(Related(request.callee, "this call sends it") for request, *_ in uses)),
        not_fixed="which model was meant is for a person to say",
    )


def _confidence(variant: Variant, model: Constant) -> Confidence:
    """A name that comes from elsewhere, by a way that something else decides on, may never go this way."""
    url = variant.endpoint.url
    if model.outside or (isinstance(url, Constant) and url.outside):
        return Confidence.LOW
    return Confidence.MEDIUM if model.trail else Confidence.HIGH


def _may_be_kept_out(request: Request, variant: Variant, model: Constant) -> bool:
    """Whether a name comes by a way that depends on a condition, which may be about just that."""
    return bool(model.trail) and bool(variant.guards or request.incomplete)
