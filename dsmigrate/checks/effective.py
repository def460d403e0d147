"""What a request really asks for: whose endpoint it goes to, how sure that is, and in which thinking mode it runs."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum

from dsmigrate.catalog.endpoints import Judgement, UrlProblem, Vendor
from dsmigrate.catalog.models import Model, Status
from dsmigrate.catalog.thinking import DISABLED, EFFORT, ENABLED, THINKING, UNKNOWN
from dsmigrate.checks.context import Context
from dsmigrate.checks.toggles import (
    TOOL_CHOICE,
    effort_said,
    is_nothing,
    said,
    wrong_toggles,
)
from dsmigrate.core.sightings import Api, Request, Variant
from dsmigrate.core.values import Constant, Mapping, Unknown, Value


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
        table = context.catalog.endpoints
        return table.judge(
            url.data, full=variant.endpoint.full, api=variant.api.value, library=request.library
        )
    return None


def proof(request: Request, variant: Variant, context: Context) -> Proof:
    """How sure it is that this variant goes to DeepSeek, which nearly every check asks."""
    asked = id(variant), request.library
    known = context.proofs.get(asked)
    if known is None:
        known = context.proofs[asked] = variant, _proof(request, variant, context)
    return known[1]


def _proof(request: Request, variant: Variant, context: Context) -> Proof:
    judgement = judged(request, variant, context)
    url = variant.endpoint.url
    if judgement is None:
        named = isinstance(url, Unknown) and context.catalog.endpoints.names_deepseek(
            f"{url.outside} {url.reason}"
        )
        return Proof.LIKELY if named else Proof.UNKNOWN
    if judgement.vendor is Vendor.DEEPSEEK:
        # The web chat's own interface takes no model IDs, so what was meant there is anybody's guess.
        return Proof.LIKELY if judgement.problem is UrlProblem.PRIVATE_API else Proof.PROVEN
    if judgement.vendor is Vendor.UNKNOWN:
        return Proof.UNKNOWN
    if variant.endpoint.implied and isinstance(url, Constant) and url.outside:
        return Proof.UNKNOWN
    return Proof.ELSEWHERE


def elsewhere(request: Request, variant: Variant, context: Context) -> str:
    """Whom a variant that does not provably go to DeepSeek goes to, in a reader's words."""
    judgement = judged(request, variant, context)
    if judgement is None:
        return "an endpoint that is not known"
    return judgement.provider or judgement.host or "an endpoint that is not known"


def replaceable(request: Request, variant: Variant, context: Context) -> Iterator[str]:
    """Why a request that is known today may be another tomorrow: its endpoint is not settled by the code.

    A variable that names DeepSeek (`DEEPSEEK_BASE_URL`) is there to move DeepSeek's endpoint, not to leave it.
    """
    url = variant.endpoint.url
    certainty = proof(request, variant, context)
    if certainty is Proof.LIKELY:
        yield "that the endpoint is DeepSeek's is likely, but not proven"
    elif certainty is Proof.PROVEN and isinstance(url, Constant) and url.outside:
        if context.catalog.endpoints.names_deepseek(url.outside):
            return
        yield f"{url.outside} can replace the endpoint"


def model_of(value: Value | None, context: Context) -> Model | None:
    """The catalog's row for a model value; None for one that is not known or not the service's."""
    if isinstance(value, Constant) and isinstance(value.data, str):
        return context.catalog.models.get(value.data)
    return None


def retired(value: Value | None, context: Context) -> Model | None:
    """The row of a retired model; None for anything else."""
    model = model_of(value, context)
    return model if model is not None and model.status is Status.RETIRED else None


def explicit_mode(variant: Variant) -> str | None:
    """The mode that the request itself sets: enabled, disabled, unknown, or None where it says nothing."""
    toggle, effort = said(variant.fields.get(THINKING)), effort_said(variant)
    if variant.api is Api.RESPONSES:
        # What the service makes of chat's field there is written nowhere.
        return effort if effort is not None or toggle is None else UNKNOWN
    return toggle if toggle is not None else effort


def effective_mode(request: Request, variant: Variant, context: Context) -> str | None:
    """The thinking mode in which a variant runs; a retired model has the one that it stood for.

    None where it is not known, or where the code says one thing and the service does another.
    """
    if variant.api is Api.FIM:
        return DISABLED
    mode = explicit_mode(variant)
    if mode is not None:
        return mode if mode != UNKNOWN else None
    model = model_of(variant.model, context)
    if variant.open or model is None:
        return None
    if retired(variant.model, context) is None and (
        disagrees(variant, model.thinking, context) or _is_refused(variant.fields.get(EFFORT), context)
    ):
        return None
    return model.thinking


def _is_refused(effort: Value | None, context: Context) -> bool:
    """Whether the service may refuse an effort, so that the request is in no mode."""
    if isinstance(effort, Constant) and not is_nothing(effort):
        return not context.catalog.efforts.meaning(str(effort.data), context.as_of)
    return isinstance(effort, Unknown)


def surely_thinks(request: Request, variant: Variant, context: Context) -> bool:
    """Whether a variant thinks for certain: elsewhere than at chat only where it says so itself."""
    if variant.api is not Api.CHAT and (variant.api is not Api.MESSAGES or explicit_mode(variant) is None):
        return False
    return effective_mode(request, variant, context) == ENABLED


def thinks_unasked(request: Request, variant: Variant, context: Context) -> bool:
    """Whether a variant thinks by default only; an effort, or a mode in a wrong shape, is a word on thinking."""
    effort = variant.fields.get(EFFORT)
    return (
        retired(variant.model, context) is None
        and (effort is None or is_nothing(effort))
        and explicit_mode(variant) is None
        and effective_mode(request, variant, context) == ENABLED
        and not any(wrong_toggles(variant, context))
    )


def forces_tool(variant: Variant, context: Context) -> bool:
    """Whether a request demands that a tool be called."""
    choice, forcing = variant.fields.get(TOOL_CHOICE), context.catalog.tools.forcing
    if isinstance(choice, Mapping):
        kind = choice.get("type")
        return isinstance(kind, Constant) and kind.data in forcing
    return variant.api is Api.CHAT and isinstance(choice, Constant) and choice.data in forcing


def is_to_stop_thinking(request: Request, variant: Variant, context: Context) -> bool:
    """Whether DS305's fix turns thinking off: a tool is demanded, by the call or by the library, and it thinks unasked."""
    demanded = any(demand.field == TOOL_CHOICE for demand in request.demands)
    return (demanded or forces_tool(variant, context)) and thinks_unasked(request, variant, context)


def disagrees(variant: Variant, mode: str, context: Context) -> bool:
    """Whether the request also asks for another mode than `mode`, in a shape that does not set it."""
    return any(wrong.meaning != mode for wrong in wrong_toggles(variant, context))


def needed_mode(request: Request, variant: Variant, context: Context) -> str | None:
    """The thinking mode that a variant must state once its retired model is renamed; None where it needs no toggle."""
    model = retired(variant.model, context)
    if model is None or proof(request, variant, context) < Proof.LIKELY:
        return None
    if variant.api is Api.FIM or explicit_mode(variant) is not None:
        return None
    # Elsewhere than at chat the clients' own types want more beside it, and the service's default does it.
    if variant.api is not Api.CHAT and model.thinking == ENABLED:
        return None
    return model.thinking
