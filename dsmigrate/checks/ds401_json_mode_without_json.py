"""DS401: JSON mode is asked for, and no message says "json"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsmigrate.checks.context import Context
from dsmigrate.checks.effective import Proof, proof
from dsmigrate.checks.toggles import place_of
from dsmigrate.core.findings import Confidence, Related, Severity, Verdict
from dsmigrate.core.intents import AppendText
from dsmigrate.core.sightings import Api, Request, Variant
from dsmigrate.core.source import Place
from dsmigrate.core.values import Constant, Items, Mapping, Value, constants, is_closed

CODE = "DS401"


def check_requests(requests: Sequence[Request], context: Context) -> Iterator[Verdict]:
    """One verdict for each request in JSON mode all of whose messages are known."""
    found: dict[Place, list[tuple[Request, Variant]]] = {}
    for request in requests:
        for variant in request.variants:
            if _lacks_word(request, variant, context):
                place = place_of(variant.fields[context.catalog.json_mode.field])
                found.setdefault(place, []).append((request, variant))
                break
    for place, uses in found.items():
        for request, variant in uses:
            # A format that several requests share is in order; each of their prompts is to be mended for itself.
            yield _verdict(place if len(uses) == 1 else request.callee, request, variant, context)


def _verdict(place: Place, request: Request, variant: Variant, context: Context) -> Verdict:
    mode = context.catalog.json_mode
    carrier = _carrier(variant.fields["messages"])
    return Verdict(
        code=CODE,
        severity=Severity.ERROR,
        confidence=Confidence.HIGH,
        message=f"JSON mode needs the word in a message; the service answers HTTP 400: {mode.error}",
        place=place,
        related=()
        if request.place.span.contains(place.span)
        else (Related(request.callee, "this call sends it"),),
        intents=(AppendText(carrier.place, _added(carrier, mode.instruction)),)
        if carrier is not None
        else (),
        fix_message=f"add “{mode.instruction}” to the prompt",
        unsafe=("it changes what the prompt says",),
        not_fixed="" if carrier is not None else "no message is written as one plain string",
    )


def _lacks_word(request: Request, variant: Variant, context: Context) -> bool:
    mode = context.catalog.json_mode
    if variant.api is not Api.CHAT or proof(request, variant, context) is not Proof.PROVEN or variant.open:
        return False
    asked, messages = variant.fields.get(mode.field), variant.fields.get("messages")
    if not isinstance(asked, Mapping) or not isinstance(messages, Items):
        return False
    kind = asked.get("type")
    if (
        not isinstance(kind, Constant)
        or kind.data != mode.type
        or not is_closed(messages)
        or not messages.items
    ):
        return False
    return not any(mode.word in str(constant.data).lower() for constant in constants(messages))


def _carrier(messages: Value) -> Constant | None:
    """The literal text that the instruction can be added to: the first system message's, else the first user's."""
    assert isinstance(messages, Items)
    found: dict[object, Constant] = {}
    for message in messages.items:
        role = message.get("role") if isinstance(message, Mapping) else None
        text = _text(message.get("content")) if isinstance(message, Mapping) else None
        if isinstance(role, Constant) and text is not None:
            found.setdefault(role.data, text)
    return found.get("system") or found.get("user")


def _text(content: Value | None) -> Constant | None:
    """The text of a message that an addition belongs to: its content, or the last text of its parts."""
    if isinstance(content, Items):
        texts = [_text(part.get("text")) for part in content.items if isinstance(part, Mapping)]
        return next((text for text in reversed(texts) if text is not None), None)
    return (
        content
        if isinstance(content, Constant) and isinstance(content.data, str) and content.editable
        else None
    )


def _added(carrier: Constant, instruction: str) -> str:
    text = str(carrier.data)
    return instruction if not text or text[-1].isspace() else f" {instruction}"
