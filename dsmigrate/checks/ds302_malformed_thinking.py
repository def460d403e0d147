"""DS302: the thinking mode is said in a shape or a place that the service ignores or refuses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsmigrate.catalog.thinking import ThinkingShape
from dsmigrate.checks.context import Context
from dsmigrate.checks.effective import THINKING, Proof, model_of, place_of, proof, said
from dsmigrate.core.findings import Confidence, Severity, Verdict
from dsmigrate.core.intents import SetThinking
from dsmigrate.core.sightings import Api, Request, Variant
from dsmigrate.core.source import Place
from dsmigrate.core.values import Constant, Mapping, Value

CODE = "DS302"


def check_requests(requests: Sequence[Request], context: Context) -> Iterator[Verdict]:
    """One verdict for each field, of a request that goes to DeepSeek, that says it wrongly."""
    for request in requests:
        if request.api not in (Api.CHAT, Api.MESSAGES):
            continue
        names = dict.fromkeys(
            name
            for variant in request.variants
            if proof(request, variant, context) is Proof.PROVEN
            for name in (*variant.fields, *variant.refused)
        )
        for name in names:
            verdict = _field(request, name, context)
            if verdict is not None:
                yield verdict


def _field(request: Request, name: str, context: Context) -> Verdict | None:
    modes: list[str | None] = []
    places: list[Place] = []
    ignored = True
    for variant in request.variants:
        found = _wrong(request, variant, name, context)
        if found is None:
            modes.append(None)
            continue
        mode, place, effect = found
        ignored &= effect == "ignored"
        places.append(place)
        modes.append(mode)
    if not places:
        return None
    unclear = any(
        mode is None and _wrong(request, variant, name, context) is not None
        for variant, mode in zip(request.variants, modes, strict=True)
    )
    happens = "is ignored, and the model's default holds" if ignored else "is refused"
    return Verdict(
        code=CODE,
        severity=Severity.ERROR,
        confidence=Confidence.HIGH,
        message=f"`{name}` does not set the thinking mode here: it {happens}",
        place=places[0],
        intents=() if unclear else (SetThinking(request.place, tuple(modes), (name,)),),
        fix_message=f"say it as `thinking`: {' or '.join(sorted({m for m in modes if m}))}",
        unsafe=tuple(dict.fromkeys(_unsafe(request, modes, context, ignored))),
        not_fixed="which mode was meant is not clear from its value" if unclear else "",
    )


def _wrong(request: Request, variant: Variant, name: str, context: Context) -> tuple[str | None, Place, str] | None:
    """The mode that a field was meant to set, its place, and what the service does with it; None where it is right."""
    refused = variant.refused.get(name)
    if refused is not None:
        return _meant_by_refused(refused, name, context), place_of(refused), "refused"
    value = variant.fields.get(name)
    if value is None:
        return None
    if name == THINKING and said(value) is not None:
        return None
    for shape in context.catalog.thinking_shapes:
        if shape.field == name and shape.where == "body" and _fits(shape, value):
            return _meaning(shape, value), place_of(value), shape.effect
    return None


def _at(value: Value, path: tuple[str, ...]) -> Value | None:
    found: Value | None = value
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def _fits(shape: ThinkingShape, value: Value) -> bool:
    """Whether `value` is written in this shape."""
    return any((found := _at(value, path)) is not None and not isinstance(found, Mapping) for path in shape.paths)


def _meaning(shape: ThinkingShape, value: Value) -> str | None:
    for path in shape.paths:
        found = _at(value, path)
        if isinstance(found, Constant):
            return shape.meaning(found.data) or None
    return None


def _meant_by_refused(value: Value, name: str, context: Context) -> str | None:
    mode = said(value)
    if mode is not None:
        return mode if mode != "unknown" else None
    shapes = [shape for shape in context.catalog.thinking_shapes if shape.field == name]
    return next((mode for shape in shapes if (mode := _meaning(shape, value)) is not None), None)


def _unsafe(request: Request, modes: list[str | None], context: Context, ignored: bool) -> Iterator[str]:
    """Saying rightly what was ignored changes what the request does, unless the model does that already."""
    for variant, mode in zip(request.variants, modes, strict=True):
        if mode is None or not ignored:
            continue
        model = model_of(variant.model, context)
        if model is None:
            yield "the model is not known, so what the request does today is not either"
    if request.incomplete:
        yield f"not every way that the call is made could be followed: {request.incomplete}"
