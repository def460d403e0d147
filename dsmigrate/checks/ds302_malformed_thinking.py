"""DS302: the thinking mode is said in a shape or a place that the service ignores or refuses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsmigrate.checks.context import Context
from dsmigrate.checks.effective import Proof, elsewhere, explicit_mode, proof, replaceable, retired
from dsmigrate.checks.toggles import WrongToggle, wrong_toggles
from dsmigrate.core.findings import Confidence, Related, Severity, Verdict
from dsmigrate.core.intents import SetThinking
from dsmigrate.core.sightings import Request, Variant
from dsmigrate.core.source import Place
from dsmigrate.core.values import Constant

CODE = "DS302"
EFFECTS = {
    "ignored": "the service ignores it, and the model's default holds",
    "rejected": "the service rejects it with 400",
    "refused": "the client library refuses it",
}

Uses = Sequence[tuple[Request, Variant, WrongToggle]]


def check_requests(requests: Sequence[Request], context: Context) -> Iterator[Verdict]:
    """One verdict for each value that was meant to set the mode of requests to DeepSeek, and does not."""
    found: dict[tuple[str, Place], list[tuple[Request, Variant, WrongToggle]]] = {}
    for request in requests:
        for variant in request.variants:
            if proof(request, variant, context) is Proof.PROVEN:
                for wrong in wrong_toggles(variant, context):
                    found.setdefault((wrong.field, wrong.place), []).append((request, variant, wrong))
    for (field, place), uses in found.items():
        yield _verdict(field, place, uses, context)


def _verdict(field: str, place: Place, uses: Uses, context: Context) -> Verdict:
    requests = list({request.place: request for request, _, _ in uses}.values())
    not_fixed = next(_hindrances(field, requests, uses, context), "")
    modes = sorted({_mode(variant, wrong, context) for _, variant, wrong in uses})
    return Verdict(
        code=CODE,
        severity=Severity.ERROR,
        confidence=Confidence.HIGH,
        message=f"`{field}` does not set the thinking mode here: {EFFECTS[uses[0][2].effect]}",
        place=place,
        related=tuple(Related(request.callee, "this call sends it") for request in requests),
        intents=() if not_fixed else tuple(_set(field, request, context) for request in requests),
        fix_message=f"put `{field}` right: thinking is {' or '.join(modes)}",
        unsafe=tuple(dict.fromkeys(_unsafe(requests, uses, context))),
        not_fixed=not_fixed,
    )


def _mode(variant: Variant, wrong: WrongToggle, context: Context) -> str:
    """The mode to state: what was meant; for a retired model the one that it always had."""
    model = retired(variant.model, context)
    return model.thinking if model is not None else wrong.meaning


def _set(field: str, request: Request, context: Context) -> SetThinking:
    modes: list[str | None] = []
    for variant in request.variants:
        proven = proof(request, variant, context) is Proof.PROVEN
        wrongs = [w for w in wrong_toggles(variant, context) if w.field == field] if proven else []
        modes.append(_mode(variant, wrongs[0], context) if wrongs else None)
    return SetThinking(request.place, tuple(modes), (field,))


def _hindrances(field: str, requests: Sequence[Request], uses: Uses, context: Context) -> Iterator[str]:
    """Why it cannot be put right."""
    for _, variant, wrong in uses:
        if not wrong.meaning:
            yield "which mode was meant is not clear from its value"
        others = {other.meaning for other in wrong_toggles(variant, context)}
        if len(others) > 1:
            yield "the request asks for both modes, each in a wrong shape"
        if explicit_mode(variant) is not None:
            yield "the request sets the thinking mode besides, and it is for a person to say which was meant"
    for request in requests:
        for variant in request.variants:
            if field in variant.fields and proof(request, variant, context) is not Proof.PROVEN:
                yield f"the same call is also made to {elsewhere(request, variant, context)}, where it may be right"


def _unsafe(requests: Sequence[Request], uses: Uses, context: Context) -> Iterator[str]:
    for request, variant, wrong in uses:
        yield from replaceable(request, variant, context)
        if variant.open:
            yield f"more arguments may be passed than are known: {variant.open}"
        model = retired(variant.model, context)
        if model is not None and model.thinking != wrong.meaning:
            yield f"it asks for thinking {wrong.meaning}, which is not what `{model.id}` stood for"
        if isinstance(variant.model, Constant) and variant.model.outside and model is not None:
            yield f"{variant.model.outside} can replace the model, which would then run without its own mode"
    for request in requests:
        if request.incomplete:
            yield f"not every way that the call is made could be followed: {request.incomplete}"
