"""Retired models that are the default of a parameter or a field, and that no caller in the project leaves out."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from dsmigrate.catalog.models import Model
from dsmigrate.checks.context import Context
from dsmigrate.checks.effective import Proof, elsewhere, explicit_mode, needed_mode, proof, retired
from dsmigrate.checks.renaming import Uses, fix_message, toggles, unsafe_reasons, why_unknown
from dsmigrate.core.findings import Confidence, Related, Severity, Verdict
from dsmigrate.core.intents import Intent, SetText, SetThinking
from dsmigrate.core.sightings import Api, Request
from dsmigrate.core.source import Place


def spare_defaults(
    requests: Sequence[Request], sent: Container[Place], context: Context, code: str
) -> Iterator[Verdict]:
    """One verdict for each such default, by the rule `code`, but for those that a request is `sent` with after all."""
    found: dict[Place, list[Request]] = {}
    for request in requests:
        for default in request.defaults:
            if default.place not in sent:
                found.setdefault(default.place, []).append(request)
    for place, senders in found.items():
        yield from _verdict(place, senders, context, code)


def _verdict(place: Place, requests: Sequence[Request], context: Context, code: str) -> Iterator[Verdict]:
    """A retired default that no caller in the project needs: a request sends it as soon as one names no model."""
    default = next(each for each in requests[0].defaults if each.place == place)
    model = retired(default, context)
    uses = [(request, variant) for request in requests for variant in request.variants]
    best = max(proof(*use, context) for use in uses)
    if model is None or best is Proof.ELSEWHERE or (model.only_with_proof and best is not Proof.PROVEN):
        return
    not_fixed = (
        why_unknown(uses, context)
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
        code=code,
        severity=Severity.ERROR,
        confidence=Confidence.LOW if best is Proof.UNKNOWN else Confidence.MEDIUM,
        message=f"`{model.id}` is retired, and is sent where a caller names no model; no caller in the project"
        " leaves it out",
        place=place,
        related=tuple(
            dict.fromkeys(Related(request.callee, "this call would send it") for request in requests)
        ),
        intents=intents,
        fix_message=fix_message(intents),
        unsafe=tuple(dict.fromkeys(unsafe)),
        not_fixed=not_fixed,
    )


def _why_spare_stays(uses: Uses, model: Model, context: Context) -> Iterator[str]:
    """Why a default cannot be renamed with what is sent in its stead: its own mode would not be said for it."""
    for request, variant in uses:
        if proof(request, variant, context) < Proof.LIKELY:
            yield f"the same call is also made to {elsewhere(request, variant, context)}"
        mode = needed_mode(request, variant, context) or explicit_mode(variant)
        if variant.api is not Api.FIM and mode != model.thinking:
            yield f"what is sent now does not all say that thinking is {model.thinking}, as `{model.id}` would need it"
