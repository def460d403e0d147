"""What renaming a model's literal asks of the requests that send it, and why that may not be safe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsmigrate.catalog.thinking import DISABLED, EFFORT, ENABLED, THINKING, UNKNOWN
from dsmigrate.checks.context import Context
from dsmigrate.checks.effective import (
    Proof,
    disagrees,
    effective_mode,
    elsewhere,
    explicit_mode,
    needed_mode,
    proof,
    replaceable,
)
from dsmigrate.checks.toggles import is_nothing, said, wrong_toggles
from dsmigrate.core.findings import Related
from dsmigrate.core.intents import DropField, Intent, KeepImplied, SetText, SetThinking
from dsmigrate.core.sightings import Request, Variant
from dsmigrate.core.source import Place
from dsmigrate.core.values import Constant, Unknown

Uses = Sequence[tuple[Request, Variant]]


def toggles(requests: Sequence[Request], context: Context) -> Iterator[Intent]:
    """What else a rename asks of the requests that it reaches, so that each goes on in the mode that it had."""
    for request in requests:
        modes = tuple(needed_mode(request, variant, context) for variant in request.variants)
        if any(modes):
            wrong, others = _malformed(request, modes, context), next(_others(request, context), "")
            yield SetThinking(request.place, modes, wrong, others=others)
        if any(variant.implied for variant in request.variants):
            yield KeepImplied(request.place)
        if _drops_effort(request, context):
            yield DropField(request.place, EFFORT)


def _others(request: Request, context: Context) -> Iterator[str]:
    """Whom a call is also made to besides DeepSeek."""
    for variant in request.variants:
        if proof(request, variant, context) < Proof.LIKELY:
            yield elsewhere(request, variant, context)


def others_told(requests: Sequence[Request], context: Context) -> Iterator[Related]:
    """Where the code says that a call is also made to somebody else than DeepSeek."""
    for request in requests:
        for variant in request.variants:
            if variant.endpoint.implied or proof(request, variant, context) >= Proof.LIKELY:
                continue
            # A URL that is put together at the call says nothing of where it comes from; the model beside it does.
            places = [v.place for v in (variant.endpoint.url, variant.model) if isinstance(v, Constant)]
            whom = elsewhere(request, variant, context)
            outside = [place for place in places if not _is_inside(place, request)]
            if outside:
                yield Related(outside[0], f"by this the same call is also made to {whom}")


def _is_inside(place: Place, request: Request) -> bool:
    return place.path == request.place.path and request.place.span.contains(place.span)


def _malformed(request: Request, modes: tuple[str | None, ...], context: Context) -> tuple[str, ...]:
    """The toggle's own field, where it is there already in a wrong shape: it cannot stand there twice."""
    there = any(
        wrong.field == THINKING
        for variant, mode in zip(request.variants, modes, strict=True)
        if mode is not None
        for wrong in wrong_toggles(variant, context)
    )
    return (THINKING,) if there else ()


def _refuses_effort(variant: Variant, mode: str | None) -> bool:
    """Whether an effort stands beside thinking switched off, which the service answers with 400."""
    effort = variant.fields.get(EFFORT)
    off = DISABLED in (mode, said(variant.fields.get(THINKING)))
    return off and effort is not None and not is_nothing(effort)


def _drops_effort(request: Request, context: Context) -> bool:
    """Whether a rename takes the effort from the call: one of its ways would be refused with it."""
    return any(_refuses_effort(v, needed_mode(request, v, context)) for v in request.variants)


def unsafe_reasons(requests: Sequence[Request], context: Context) -> Iterator[str]:
    """Why the fix is not safe: what the code does not settle, and what the call does besides."""
    for request in requests:
        if request.incomplete:
            yield f"not every way that the call is made could be followed: {request.incomplete}"
        modes = [needed_mode(request, variant, context) for variant in request.variants]
        if _drops_effort(request, context) and any(
            EFFORT in variant.fields and effective_mode(request, variant, context) != DISABLED
            for variant in request.variants
        ):
            yield f"`{EFFORT}` would be lost where the same call thinks"
        for variant, mode in zip(request.variants, modes, strict=True):
            yield from _unsafe_variant(request, variant, mode, context)


def _unsafe_variant(request: Request, variant: Variant, mode: str | None, context: Context) -> Iterator[str]:
    model = variant.model
    if isinstance(model, Constant) and model.outside:
        yield f"{model.outside} can replace the model, which would then run without its own thinking mode"
    elif isinstance(model, Unknown):
        yield f"the model can also be something that is not known: {model.reason}"
    yield from replaceable(request, variant, context)
    if proof(request, variant, context) < Proof.LIKELY:
        yield f"the same call is also made to {elsewhere(request, variant, context)}"
    if explicit_mode(variant) == UNKNOWN:
        toggle = variant.fields.get(THINKING)
        why = f": {toggle.reason}" if isinstance(toggle, Unknown) else ""
        yield f"what the request says about thinking is not known{why}"
    if variant.open and mode is not None:
        yield f"more arguments may be passed than are known: {variant.open}"
    if mode is not None and disagrees(variant, mode, context):
        yield "the request also asks for another thinking mode, in a shape that does not set it"


def display_reasons(uses: Uses, context: Context) -> Iterator[str]:
    """Why the literal must not be changed at all: it, or what the rename takes from the call, also goes to somebody else."""
    for request, variant in uses:
        if proof(request, variant, context) < Proof.LIKELY:
            yield f"the same name is also sent to {elsewhere(request, variant, context)}"
    for request in {request.place: request for request, _ in uses}.values():
        if not _drops_effort(request, context):
            continue
        for variant in request.variants:
            effort = variant.fields.get(EFFORT)
            if effort is None or is_nothing(effort) or proof(request, variant, context) >= Proof.LIKELY:
                continue
            whom = elsewhere(request, variant, context)
            yield f"the same call is also made to {whom}, and would lose `{EFFORT}` there"


def why_unknown(uses: Uses, context: Context) -> str:
    """Where the trail of the endpoint ended, for the first request whose endpoint is not known."""
    request, variant = next(use for use in uses if proof(*use, context) is Proof.UNKNOWN)
    url = variant.endpoint.url
    if isinstance(url, Unknown):
        return f"where the request goes is not known: {url.reason}"
    if isinstance(url, Constant) and url.outside:
        return f"where the request goes is decided by {url.outside}"
    return f"whose endpoint {elsewhere(request, variant, context)} is, is not known"


def fix_message(intents: tuple[Intent, ...]) -> str:
    """What a fix does, in a reader's words."""
    parts = []
    for intent in intents:
        if isinstance(intent, SetText):
            parts.append(f"send `{intent.text}`")
        elif isinstance(intent, SetThinking):
            modes = [mode for mode in (DISABLED, ENABLED) if mode in intent.modes]
            parts.append(f"say that thinking is {' or '.join(modes)}")
        elif isinstance(intent, DropField):
            parts.append(f"leave out `{intent.name}`, which is refused beside disabled thinking")
        elif isinstance(intent, KeepImplied):
            parts.append("say outright what the library took from the old name")
    return ", ".join(dict.fromkeys(parts))
