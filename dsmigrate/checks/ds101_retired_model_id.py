"""DS101: a model ID that DeepSeek has retired is sent to it, or goes somewhere that could not be followed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsmigrate.checks.context import Context
from dsmigrate.checks.effective import EFFORT, Proof, explicit_mode, judged, proof, retired
from dsmigrate.core.findings import Confidence, Related, Severity, Verdict
from dsmigrate.core.intents import DropField, Intent, SetText, SetThinking
from dsmigrate.core.sightings import Api, Mention, Request, Role, Variant
from dsmigrate.core.source import Place
from dsmigrate.core.values import Constant, Unknown

CODE = "DS101"


def check_requests(requests: Sequence[Request], context: Context) -> Iterator[Verdict]:
    """One verdict for each literal that holds a retired ID and reaches a request."""
    fed: dict[Place, list[tuple[Request, Variant]]] = {}
    for request in requests:
        for variant in request.variants:
            if retired(variant.model, context) is not None and isinstance(variant.model, Constant):
                fed.setdefault(variant.model.place, []).append((request, variant))
    for literal, uses in fed.items():
        yield from _verdict(literal, uses, context)
    yield from _with_prefix(requests, context)


def _with_prefix(requests: Sequence[Request], context: Context) -> Iterator[Verdict]:
    """A retired ID behind a provider's prefix that this client library sends as it stands."""
    seen: set[Place] = set()
    for request in requests:
        for variant in request.variants:
            model = variant.model
            if not isinstance(model, Constant) or not isinstance(model.data, str) or model.place in seen:
                continue
            match = context.catalog.id_pattern.fullmatch(model.data)
            if match is None or not match["prefix"] or proof(request, variant, context) is not Proof.PROVEN:
                continue
            seen.add(model.place)
            yield Verdict(
                code=CODE,
                severity=Severity.ERROR,
                confidence=Confidence.MEDIUM,
                message=f"`{match['id']}` is retired, and the service takes no name with the prefix `{match['prefix']}`",
                place=model.place,
                related=(Related(request.callee, "this call sends it"),),
                not_fixed="another library may read the prefix off this object, so a person has to decide",
            )


def check_mentions(mentions: Sequence[Mention], context: Context) -> Iterator[Verdict]:
    """A low-confidence verdict for an ID whose trail ended before any request."""
    for mention in mentions:
        if mention.role is Role.UNFOLLOWED:
            yield Verdict(
                code=CODE,
                severity=Severity.ERROR,
                confidence=Confidence.LOW,
                message=f"`{mention.model}` is retired; where this one is sent is not known: {mention.note}",
                place=mention.place,
                not_fixed=mention.note,
            )


def _verdict(literal: Place, uses: list[tuple[Request, Variant]], context: Context) -> Iterator[Verdict]:
    best = max(proof(request, variant, context) for request, variant in uses)
    model = retired(uses[0][1].model, context)
    assert model is not None
    if best is Proof.ELSEWHERE or (model.only_with_proof and best is not Proof.PROVEN):
        return
    requests = list({request.place: request for request, _ in uses}.values())
    related = [Related(request.callee, "this call sends it") for request in requests]
    for _, variant in uses:
        if isinstance(variant.model, Constant):
            related += [Related(place, "by way of this") for place in variant.model.trail if place != literal]
    until = model.until.date().isoformat() if model.until is not None else "long ago"
    message = (
        f"`{model.id}` was officially discontinued on {until}; "
        "the latest reports say that it is rejected with HTTP 400"
    )
    confidence = {Proof.PROVEN: Confidence.HIGH, Proof.LIKELY: Confidence.MEDIUM}.get(best, Confidence.LOW)
    intents: tuple[Intent, ...] = ()
    unsafe: tuple[str, ...] = ()
    display: tuple[str, ...] = ()
    not_fixed = ""
    if best is Proof.UNKNOWN:
        not_fixed = _why_unknown(uses, context)
    elif not all(v.model.editable for _, v in uses if isinstance(v.model, Constant)):
        not_fixed = "the name is put together from several parts"
    else:
        intents = (SetText(literal, context.targets.for_mode(model.thinking)), *_modes(requests, context))
        unsafe = tuple(dict.fromkeys(_unsafe(requests, literal, context)))
        display = tuple(dict.fromkeys(_display(uses, context)))
    yield Verdict(
        code=CODE,
        severity=Severity.ERROR,
        confidence=confidence,
        message=message,
        place=literal,
        related=tuple(dict.fromkeys(related)),
        intents=intents,
        fix_message=_fix_message(intents, context),
        unsafe=unsafe,
        display=display,
        not_fixed=not_fixed,
    )


def _why_unknown(uses: list[tuple[Request, Variant]], context: Context) -> str:
    for request, variant in uses:
        if proof(request, variant, context) is Proof.UNKNOWN:
            url = variant.endpoint.url
            if isinstance(url, Unknown):
                return f"where the request goes is not known: {url.reason}"
            judgement = judged(request, variant, context)
            return f"whose endpoint `{judgement.host if judgement else ''}` is, is not known"
    return "where the request goes is not known"


def needed_mode(request: Request, variant: Variant, context: Context) -> str | None:
    """The thinking mode that a renamed request must say for itself; None where it needs no toggle."""
    model = retired(variant.model, context)
    if model is None or proof(request, variant, context) < Proof.LIKELY:
        return None
    if request.api is Api.FIM or explicit_mode(request, variant, context) is not None:
        return None
    if request.api is not Api.CHAT and model.thinking == "enabled":
        return None
    return model.thinking


def _modes(requests: list[Request], context: Context) -> Iterator[Intent]:
    for request in requests:
        modes = tuple(needed_mode(request, variant, context) for variant in request.variants)
        if any(modes):
            yield SetThinking(request.place, modes)
        off = [
            variant
            for variant, mode in zip(request.variants, modes, strict=True)
            if EFFORT in variant.fields and "disabled" in (mode, explicit_mode(request, variant, context))
        ]
        if off:
            yield DropField(request.place, EFFORT)


def _unsafe(requests: list[Request], literal: Place, context: Context) -> Iterator[str]:
    """Why the fix is not safe: what the code does not settle, and what the call does besides."""
    for request in requests:
        if request.incomplete:
            yield f"not every way that the call is made could be followed: {request.incomplete}"
        for variant in request.variants:
            model, url = variant.model, variant.endpoint.url
            if isinstance(model, Constant) and model.outside:
                yield f"{model.outside} can replace the model, which would then run without its own thinking mode"
            elif isinstance(model, Unknown):
                yield f"the model can also be something that is not known: {model.reason}"
            certainty = proof(request, variant, context)
            if certainty is Proof.LIKELY:
                yield "that the endpoint is DeepSeek's is likely, but not proven"
            elif certainty is Proof.PROVEN and isinstance(url, Constant) and url.outside:
                yield f"{url.outside} can replace the endpoint"
            elif certainty < Proof.LIKELY:
                yield f"the same call is also made to {_elsewhere(request, variant, context)}"
            if variant.open:
                yield f"more arguments may be passed than are known: {variant.open}"


def _elsewhere(request: Request, variant: Variant, context: Context) -> str:
    judgement = judged(request, variant, context)
    if judgement is None:
        return "an endpoint that is not known"
    return judgement.provider or judgement.host


def _display(uses: list[tuple[Request, Variant]], context: Context) -> Iterator[str]:
    """Why the literal must not be changed at all: it is also sent to somebody else."""
    for request, variant in uses:
        if proof(request, variant, context) < Proof.LIKELY:
            yield f"the same name is also sent to {_elsewhere(request, variant, context)}"


def _fix_message(intents: tuple[Intent, ...], context: Context) -> str:
    parts = []
    for intent in intents:
        if isinstance(intent, SetText):
            parts.append(f"send `{intent.text}`")
        elif isinstance(intent, SetThinking):
            modes = sorted({mode for mode in intent.modes if mode is not None})
            parts.append(f"say that thinking is {' or '.join(modes)}")
        elif isinstance(intent, DropField):
            parts.append(f"leave out `{intent.name}`, which is refused beside disabled thinking")
    return ", ".join(dict.fromkeys(parts))
