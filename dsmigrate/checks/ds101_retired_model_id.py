"""DS101: a model ID that DeepSeek has retired is sent to it, or goes somewhere that could not be followed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dsmigrate.catalog.models import Model
from dsmigrate.catalog.thinking import DISABLED, ENABLED
from dsmigrate.checks.context import Context
from dsmigrate.checks.effective import Proof, elsewhere, explicit_mode, needed_mode, proof, retired
from dsmigrate.checks.named import counts
from dsmigrate.checks.renaming import Uses, display_reasons, toggles, unsafe_reasons
from dsmigrate.core.findings import Confidence, Related, Severity, Verdict
from dsmigrate.core.intents import DropField, Intent, KeepImplied, SetText, SetThinking
from dsmigrate.core.sightings import Api, Mention, Request, Role, Variant
from dsmigrate.core.source import Place
from dsmigrate.core.values import Constant, Unknown

CODE = "DS101"
CONFIDENCE = {Proof.PROVEN: Confidence.HIGH, Proof.LIKELY: Confidence.MEDIUM}


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
    spare: dict[Place, list[Request]] = {}
    for request in requests:
        for default in request.defaults:
            spare.setdefault(default.place, []).append(request)
    for place, senders in spare.items():
        if place not in fed:
            yield from _spare(place, senders, context)


def _spare(place: Place, requests: Sequence[Request], context: Context) -> Iterator[Verdict]:
    """A retired default that no caller in the project needs: a request sends it as soon as one names no model."""
    default = next(each for each in requests[0].defaults if each.place == place)
    model = retired(default, context)
    uses = [(request, variant) for request in requests for variant in request.variants]
    best = max(proof(*use, context) for use in uses)
    if model is None or best is Proof.ELSEWHERE or (model.only_with_proof and best is not Proof.PROVEN):
        return
    not_fixed = (
        _why_unknown(uses, context)
        if best is Proof.UNKNOWN
        else next(_why_spare_stays(uses, model, context), "")
    )
    intents: tuple[Intent, ...] = ()
    unsafe: list[str] = []
    if not not_fixed:
        intents = (SetText(place, context.targets.for_mode(model.thinking)), *toggles(requests, context))
        unsafe += unsafe_reasons(requests, context)
        # What becomes of a name that is sent by the same way is known, and weighed with it in one unit.
        if not any(isinstance(intent, SetThinking) for intent in intents):
            unsafe.append("nothing is sent by it, so what else would become of it is not seen")
    yield Verdict(
        code=CODE,
        severity=Severity.ERROR,
        confidence=min(Confidence.MEDIUM, CONFIDENCE.get(best, Confidence.LOW)),
        message=f"`{model.id}` is retired, and is sent where a caller names no model; no caller in the project"
        " leaves it out",
        place=place,
        related=tuple(
            dict.fromkeys(Related(request.callee, "this call would send it") for request in requests)
        ),
        intents=intents,
        fix_message=_fix_message(intents),
        unsafe=tuple(dict.fromkeys(unsafe)),
        not_fixed=not_fixed,
    )


def _why_spare_stays(uses: Uses, model: Model, context: Context) -> Iterator[str]:
    """Why a default cannot be renamed with what is sent in its stead: its own mode would not be said for it."""
    for request, variant in uses:
        if proof(request, variant, context) < Proof.LIKELY:
            yield f"the same call is also made to {elsewhere(request, variant, context)}"
        mode = needed_mode(request, variant, context) or explicit_mode(request, variant)
        if request.api is not Api.FIM and mode != model.thinking:
            yield f"what is sent now does not all say that thinking is {model.thinking}, as `{model.id}` would need it"


def _with_prefix(requests: Sequence[Request], context: Context) -> Iterator[Verdict]:
    """A retired ID behind a provider's prefix that this client library sends as it stands."""
    fed: dict[Place, list[Request]] = {}
    matches: dict[Place, re.Match[str]] = {}
    for request in requests:
        for variant in request.variants:
            match variant.model:
                case Constant(data=str() as text, place=place):
                    found = context.catalog.id_pattern.fullmatch(text)
                    if found and found["prefix"] and proof(request, variant, context) is Proof.PROVEN:
                        fed.setdefault(place, []).append(request)
                        matches[place] = found
                case _:
                    pass
    for place, senders in fed.items():
        id_, prefix = matches[place]["id"], matches[place]["prefix"]
        yield Verdict(
            code=CODE,
            severity=Severity.ERROR,
            confidence=Confidence.MEDIUM,
            message=f"`{id_}` is retired, and the service takes no name with the prefix `{prefix}`",
            place=place,
            related=tuple(
                dict.fromkeys(Related(request.callee, "this call sends it") for request in senders)
            ),
            not_fixed="another library may read the prefix off this object, so a person has to decide",
        )


def check_mentions(mentions: Sequence[Mention], context: Context) -> Iterator[Verdict]:
    """A low-confidence verdict for an ID whose trail ended before any request."""
    for mention in mentions:
        if mention.role is Role.UNFOLLOWED and counts(mention.model, context):
            yield Verdict(
                code=CODE,
                severity=Severity.ERROR,
                confidence=Confidence.LOW,
                message=f"`{mention.model}` is retired; where this one is sent is not known: {mention.note}",
                place=mention.place,
                not_fixed=mention.note,
            )


def _verdict(literal: Place, uses: Uses, context: Context) -> Iterator[Verdict]:
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
    intents: tuple[Intent, ...] = ()
    unsafe: tuple[str, ...] = ()
    display: tuple[str, ...] = ()
    not_fixed = ""
    if best is Proof.UNKNOWN:
        not_fixed = _why_unknown(uses, context)
    elif not all(v.model.editable for _, v in uses if isinstance(v.model, Constant)):
        not_fixed = "the name is put together from several parts"
        if literal in {request.callee for request in requests}:
            not_fixed = (
                "the library itself sends it where no model is named: name one, and say the thinking mode"
            )
    else:
        intents = (SetText(literal, context.targets.for_mode(model.thinking)), *toggles(requests, context))
        unsafe = tuple(dict.fromkeys(unsafe_reasons(requests, context)))
        display = tuple(dict.fromkeys(display_reasons(uses, context)))
    yield Verdict(
        code=CODE,
        severity=Severity.WARNING if _days_left(model, context) else Severity.ERROR,
        confidence=CONFIDENCE.get(best, Confidence.LOW),
        message=_message(model, best, context),
        place=literal,
        related=tuple(dict.fromkeys(related)),
        intents=intents,
        fix_message=_fix_message(intents),
        unsafe=unsafe,
        display=display,
        not_fixed=not_fixed,
    )


def _days_left(model: Model, context: Context) -> int:
    """How many days a model has left on the day as of which is judged; 0 for none."""
    return max(0, (model.until.date() - context.as_of).days) if model.until is not None else 0


def _message(model: Model, best: Proof, context: Context) -> str:
    left = _days_left(model, context)
    if left and model.until is not None:
        days = "1 day is" if left == 1 else f"{left} days are"
        return f"`{model.id}` will be discontinued on {model.until.date()}: {days} left"
    ended = f" was officially discontinued on {model.until.date()};" if model.until is not None else ":"
    doubt = "; that this one goes to DeepSeek is not known" if best is Proof.UNKNOWN else ""
    return f"`{model.id}`{ended} {model.fate}{doubt}"


def _why_unknown(uses: Uses, context: Context) -> str:
    """Where the trail of the endpoint ended, for the first request whose endpoint is not known."""
    request, variant = next(use for use in uses if proof(*use, context) is Proof.UNKNOWN)
    url = variant.endpoint.url
    if isinstance(url, Unknown):
        return f"where the request goes is not known: {url.reason}"
    if isinstance(url, Constant) and url.outside:
        return f"where the request goes is decided by {url.outside}"
    return f"whose endpoint {elsewhere(request, variant, context)} is, is not known"


def _fix_message(intents: tuple[Intent, ...]) -> str:
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
