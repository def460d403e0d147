"""DS603: a body that the service cannot read: a text for a list, a text for a number, a role that it does not know.

https://api-docs.deepseek.com/api/create-chat-completion
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsmigrate.checks.context import Context
from dsmigrate.checks.sent import Sent, by_place, is_within, other_readers, proven, senders, sent, sureness
from dsmigrate.checks.toggles import is_nothing
from dsmigrate.core.findings import Severity, Verdict
from dsmigrate.core.intents import SetText
from dsmigrate.core.sightings import Request
from dsmigrate.core.values import Constant, Items, Mapping

CODE = "DS603"


def check_requests(requests: Sequence[Request], context: Context) -> Iterator[Verdict]:
    """One verdict for each value that the service cannot take for what the field is."""
    payload = context.catalog.payload
    # Other libraries take texts for numbers, and make messages of what they are given.
    plain = [request for request in requests if request.library in payload.verbatim]
    for uses in by_place(sent(plain, "messages", context)).values():
        # One message is taken for one only where the call writes it: elsewhere it may be one of a list.
        if _is_text(uses[0], "messages") or (isinstance(uses[0].value, Mapping) and is_within(uses[0])):
            yield _verdict(
                uses, f"`messages` has to be a list; the service answers: {payload.not_a_list_error}", context
            )
    for name in payload.numbers:
        for uses in by_place(use for use in sent(plain, name, context) if _is_text(use, name)).values():
            yield _verdict(
                uses, f"`{name}` has to be a number, and this is a text, which the service refuses", context
            )
    for uses in by_place(_roles(requests, context)).values():
        role = uses[0].value
        assert isinstance(role, Constant)
        error = payload.role_error.format(role=role.data)
        yield _verdict(
            uses,
            f"the service knows no role `{role.data}`: {error}",
            context,
            payload.roles.get(str(role.data), ""),
            tuple(dict.fromkeys(other_readers(uses, requests, "messages", context))),
        )
    yield from _without_stream(plain, context)


def _is_text(use: Sent, name: str) -> bool:
    """Whether a field is a text in all ways that the request is made; an empty one stands for nothing."""
    values = [variant.fields.get(name) for variant in use.request.variants]
    return all(isinstance(value, Constant) and isinstance(value.data, str) and value.data for value in values)


def _roles(requests: Sequence[Request], context: Context) -> Iterator[Sent]:
    """The roles of other services' messages."""
    for use in sent(requests, "messages", context):
        for message in use.value.items if isinstance(use.value, Items) else ():
            role = message.get("role") if isinstance(message, Mapping) else None
            if isinstance(role, Constant) and role.data in context.catalog.payload.roles:
                yield Sent(use.request, use.variant, role, role.place)


def _without_stream(requests: Sequence[Request], context: Context) -> Iterator[Verdict]:
    payload = context.catalog.payload
    found = []
    for request, variant in proven(requests, context):
        options, stream = variant.fields.get(payload.stream_options), variant.fields.get(payload.stream)
        if options is None or is_nothing(options) or variant.open:
            continue
        # A method that streams by itself says so.
        if stream is None or (isinstance(stream, Constant) and not stream.data and not stream.outside):
            found.append(Sent(request, variant, options, request.callee))
    for uses in by_place(found).values():
        yield _verdict(
            uses,
            f"`{payload.stream_options}` without `stream`: the service answers HTTP 400: {payload.stream_error}",
            context,
        )


def _verdict(
    uses: Sequence[Sent], message: str, context: Context, instead: str = "", display: tuple[str, ...] = ()
) -> Verdict:
    value = uses[0].value
    fixed = instead and isinstance(value, Constant) and value.editable
    return Verdict(
        code=CODE,
        severity=Severity.ERROR,
        confidence=sureness(uses, context),
        message=message,
        place=uses[0].place,
        related=senders(uses),
        intents=(SetText(uses[0].place, instead),) if fixed else (),
        fix_message=f"say `{instead}`",
        unsafe=("another service that is sent the same may want it as it is",) if fixed else (),
        display=display,
        not_fixed="" if fixed else "what was meant is for a person to write",
    )
