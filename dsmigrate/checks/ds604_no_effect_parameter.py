"""DS604: a parameter that the service takes, and that does nothing in any mode.

https://api-docs.deepseek.com/api/create-chat-completion
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsmigrate.catalog.parameters import NoEffect
from dsmigrate.catalog.thinking import ENABLED
from dsmigrate.checks.context import Context
from dsmigrate.checks.effective import effective_mode
from dsmigrate.checks.sent import Sent, by_place, doubts, other_receivers, requests_of, senders, sent
from dsmigrate.core.findings import Confidence, Severity, Verdict
from dsmigrate.core.intents import DropField
from dsmigrate.core.sightings import Request
from dsmigrate.core.values import Constant

CODE = "DS604"


def check_requests(requests: Sequence[Request], context: Context) -> Iterator[Verdict]:
    """One verdict for each value of such a parameter; what thinking ignores is DS303's where the request thinks."""
    for parameter in context.catalog.no_effect.values():
        vain = (use for use in sent(requests, parameter.name, context) if _counts(use, parameter, context))
        for uses in by_place(vain).values():
            yield _verdict(parameter, uses, context)


def _counts(use: Sent, parameter: NoEffect, context: Context) -> bool:
    if isinstance(use.value, Constant) and use.value.data == parameter.neutral:
        return False
    known = context.catalog.parameters.get(parameter.name)
    ignored_anyway = known is not None and known.ignored_when_thinking
    return not (ignored_anyway and effective_mode(use.request, use.variant, context) == ENABLED)


def _verdict(parameter: NoEffect, uses: Sequence[Sent], context: Context) -> Verdict:
    return Verdict(
        code=CODE,
        severity=Severity.INFO,
        confidence=Confidence.HIGH,
        message=f"`{parameter.name}` has no effect: {parameter.note}",
        place=uses[0].place,
        related=senders(uses),
        intents=tuple(DropField(request.place, parameter.name) for request in requests_of(uses)),
        fix_message=f"leave out `{parameter.name}`",
        unsafe=tuple(
            dict.fromkeys(("what the service ignores today it may heed another day", *doubts(uses, context)))
        ),
        display=tuple(dict.fromkeys(other_receivers(uses, parameter.name, context))),
    )
