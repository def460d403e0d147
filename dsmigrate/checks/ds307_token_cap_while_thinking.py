"""DS307: a cap on the answer that thinking uses up, or one that the service does not heed.

https://api-docs.deepseek.com/guides/thinking_mode
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsmigrate.checks.context import Context
from dsmigrate.checks.effective import is_to_stop_thinking, surely_thinks
from dsmigrate.checks.sent import (
    Sent,
    by_place,
    doubts,
    other_receivers,
    requests_of,
    senders,
    sent,
    sureness,
)
from dsmigrate.core.findings import Severity, Verdict
from dsmigrate.core.intents import RenameField
from dsmigrate.core.sightings import Api, Request
from dsmigrate.core.values import Constant

CODE = "DS307"
APIS = frozenset({Api.CHAT, Api.MESSAGES})


def check_requests(requests: Sequence[Request], context: Context) -> Iterator[Verdict]:
    """One verdict for each cap that is too small for thinking and an answer, and each that caps nothing."""
    caps = context.catalog.caps
    for uses in by_place(sent(requests, caps.ignored, context)).values():
        yield _ignored(uses, context)
    for uses in by_place(sent(requests, caps.field, context, APIS)).values():
        # Where the same cap also holds for a request that does not think, nobody knows whom it was meant for.
        if all(_is_used_up(use, context) for use in uses):
            yield _small(uses, context)


def _is_used_up(use: Sent, context: Context) -> bool:
    cap = use.value
    if not isinstance(cap, Constant) or type(cap.data) is not int or cap.outside:
        return False
    return surely_thinks(use.request, use.variant, context) and 0 < cap.data < context.catalog.caps.roomy


def _small(uses: Sequence[Sent], context: Context) -> Verdict:
    value = uses[0].value
    assert isinstance(value, Constant)
    return Verdict(
        code=CODE,
        severity=Severity.WARNING,
        confidence=sureness(uses, context),
        message=f"thinking counts against the cap of {value.data} tokens, and can use it up: then the answer is empty",
        place=uses[0].place,
        related=senders(uses),
        not_fixed="a tool is demanded too, and the fix of that (DS305) settles this"
        if all(is_to_stop_thinking(use.request, use.variant, context) for use in uses)
        else "turn thinking off, or raise the cap: which of the two is for a person to say",
    )


def _ignored(uses: Sequence[Sent], context: Context) -> Verdict:
    caps = context.catalog.caps
    both = any(caps.field in use.variant.fields for use in uses)
    return Verdict(
        code=CODE,
        severity=Severity.WARNING,
        confidence=sureness(uses, context),
        message=f"it is sent as `{caps.ignored}`, which the service ignores: nothing caps the answer",
        place=uses[0].place,
        related=senders(uses),
        intents=()
        if both
        else tuple(RenameField(request.place, caps.ignored, caps.field) for request in requests_of(uses)),
        fix_message=f"send it as `{caps.field}`",
        unsafe=tuple(
            dict.fromkeys(("the cap would come into force, for thinking too", *doubts(uses, context)))
        ),
        display=tuple(dict.fromkeys(other_receivers(uses, caps.ignored, context))),
        not_fixed=f"`{caps.field}` is sent besides" if both else "",
    )
