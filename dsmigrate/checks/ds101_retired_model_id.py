"""DS101: a model ID that DeepSeek has retired is sent to it, or goes somewhere that could not be followed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dsmigrate.catalog.models import Model
from dsmigrate.checks.context import Context
from dsmigrate.checks.effective import Proof, proof, retired
from dsmigrate.checks.named import counts
from dsmigrate.checks.renaming import (
    Uses,
    display_reasons,
    fix_message,
    others_told,
    toggles,
    unsafe_reasons,
    why_unknown,
)
from dsmigrate.checks.spare_defaults import spare_defaults
from dsmigrate.core.findings import Confidence, Related, Severity, Verdict
from dsmigrate.core.intents import Intent, SetText
from dsmigrate.core.sightings import Mention, Request, Role, Variant
from dsmigrate.core.source import Place
from dsmigrate.core.values import Constant

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
    yield from spare_defaults(requests, fed, context, CODE)


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
    related += others_told(requests, context)
    intents: tuple[Intent, ...] = ()
    unsafe: tuple[str, ...] = ()
    display: tuple[str, ...] = ()
    not_fixed = ""
    if best is Proof.UNKNOWN:
        not_fixed = why_unknown(uses, context)
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
        fix_message=fix_message(intents),
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
