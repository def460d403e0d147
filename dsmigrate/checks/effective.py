"""What a request really asks for: whose endpoint it goes to, how sure that is, and in which thinking mode it runs."""

from __future__ import annotations

from enum import IntEnum

from dsmigrate.catalog.endpoints import Judgement, Vendor
from dsmigrate.catalog.models import Model, Status
from dsmigrate.catalog.thinking import DISABLED, ENABLED
from dsmigrate.checks.context import Context
from dsmigrate.core.sightings import Api, Request, Variant
from dsmigrate.core.source import Place
from dsmigrate.core.values import Constant, Items, Mapping, Unknown, Value


# The names of the service's own fields for it.
THINKING, EFFORT, EFFORT_OFF = "thinking", "reasoning_effort", "none"


class Proof(IntEnum):
    """How sure it is that a request goes to DeepSeek."""

    ELSEWHERE = 0
    UNKNOWN = 1
    LIKELY = 2
    PROVEN = 3


def judged(request: Request, variant: Variant, context: Context) -> Judgement | None:
    """The judgement of a variant's endpoint; None where its URL is not known."""
    url = variant.endpoint.url
    if isinstance(url, Constant) and isinstance(url.data, str):
        return context.catalog.endpoints.judge(url.data, full=variant.endpoint.full, api=request.api.value)
    return None


def proof(request: Request, variant: Variant, context: Context) -> Proof:
    """How sure it is that this variant goes to DeepSeek."""
    judgement = judged(request, variant, context)
    if judgement is None:
        url = variant.endpoint.url
        named = isinstance(url, Unknown) and context.catalog.endpoints.names_deepseek(f"{url.outside} {url.reason}")
        return Proof.LIKELY if named else Proof.UNKNOWN
    if judgement.vendor is Vendor.DEEPSEEK:
        return Proof.PROVEN
    if judgement.vendor is Vendor.UNKNOWN:
        return Proof.UNKNOWN
    if variant.endpoint.implied and isinstance(variant.endpoint.url, Constant) and variant.endpoint.url.outside:
        return Proof.UNKNOWN
    return Proof.ELSEWHERE


def model_of(value: Value | None, context: Context) -> Model | None:
    """The catalog's row for a model value; None for one that is not known or not the service's."""
    if isinstance(value, Constant) and isinstance(value.data, str):
        return context.catalog.models.get(value.data)
    return None


def retired(value: Value | None, context: Context) -> Model | None:
    """The row of a retired model; None for anything else."""
    model = model_of(value, context)
    return model if model is not None and model.status is Status.RETIRED else None


def said(value: Value | None) -> str | None:
    """The mode that a `thinking` field says rightly: enabled, disabled, `unknown` where not known, None where not."""
    if isinstance(value, Unknown):
        return "unknown"
    if not isinstance(value, Mapping):
        return None
    kind = value.get("type")
    if isinstance(kind, Constant):
        return str(kind.data) if kind.data in (ENABLED, DISABLED) else None
    return "unknown" if kind is not None or value.open else None


def explicit_mode(request: Request, variant: Variant, context: Context) -> str | None:
    """The mode that the request itself sets: enabled, disabled, unknown, or None where it says nothing."""
    toggle = said(variant.fields.get(THINKING))
    if toggle is not None:
        return toggle
    if request.api is Api.RESPONSES and "reasoning" in variant.fields:
        return "unknown"
    effort = variant.fields.get(EFFORT)
    if isinstance(effort, Constant) and effort.data == EFFORT_OFF:
        return DISABLED
    return None


def effective_mode(request: Request, variant: Variant, context: Context) -> str | None:
    """The thinking mode in which a variant runs; a retired model has the one that it stood for. None if unknown."""
    mode = explicit_mode(request, variant, context)
    if mode is not None:
        return mode if mode != "unknown" else None
    if variant.open:
        return None
    model = model_of(variant.model, context)
    return model.thinking if model is not None else None


def place_of(value: Value) -> Place:
    """Where a value is written."""
    match value:
        case Constant(place=place) | Mapping(place=place) | Items(place=place) | Unknown(place=place):
            return place
