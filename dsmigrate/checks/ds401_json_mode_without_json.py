"""DS401: JSON mode is asked for, and no message says "json"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsmigrate.checks.context import Context
from dsmigrate.checks.effective import Proof, proof
from dsmigrate.checks.toggles import place_of
from dsmigrate.core.findings import Confidence, Severity, Verdict
from dsmigrate.core.intents import AppendText
from dsmigrate.core.sightings import Api, Request, Variant
from dsmigrate.core.values import Constant, Items, Mapping, Value, constants, is_closed

CODE = "DS401"


def check_requests(requests: Sequence[Request], context: Context) -> Iterator[Verdict]:
    """One verdict for each request in JSON mode all of whose messages are known."""
    mode = context.catalog.json_mode
    for request in requests:
        if request.api is not Api.CHAT:
            continue
        for variant in request.variants:
            if proof(request, variant, context) is Proof.PROVEN and _lacks_word(variant, context):
                asked = variant.fields[mode.field]
                carrier = _carrier(variant.fields["messages"])
                yield Verdict(
                    code=CODE,
                    severity=Severity.ERROR,
                    confidence=Confidence.HIGH,
                    message=f"JSON mode needs the word in a message; the service answers HTTP 400: {mode.error}",
                    place=place_of(asked),
                    intents=(AppendText(carrier.place, f" {mode.instruction}"),) if carrier is not None else (),
                    fix_message=f"add “{mode.instruction}” to the prompt",
                    unsafe=("it changes what the prompt says",),
                    not_fixed="" if carrier is not None else "no message is written as one plain string",
                )
                break


def _lacks_word(variant: Variant, context: Context) -> bool:
    mode = context.catalog.json_mode
    asked = variant.fields.get(mode.field)
    messages = variant.fields.get("messages")
    if not isinstance(asked, Mapping) or not isinstance(messages, Items) or variant.open:
        return False
    kind = asked.get("type")
    if not isinstance(kind, Constant) or kind.data != mode.type or not is_closed(messages) or not messages.items:
        return False
    return not any(mode.word in str(constant.data).lower() for constant in constants(messages))


def _carrier(messages: Value) -> Constant | None:
    """The literal text that the instruction can be added to: the system message's, else the last user message's."""
    assert isinstance(messages, Items)
    found: dict[str, Constant] = {}
    for message in messages.items:
        if isinstance(message, Mapping):
            role, content = message.get("role"), message.get("content")
            if isinstance(role, Constant) and isinstance(content, Constant) and content.editable:
                found[str(role.data)] = content
    return found.get("system") or found.get("user")
