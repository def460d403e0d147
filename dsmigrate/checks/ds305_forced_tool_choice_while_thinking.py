"""DS305: a request that thinks and demands a tool call, which the service refuses.

https://api-docs.deepseek.com/guides/thinking_mode
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dsmigrate.catalog.thinking import DISABLED
from dsmigrate.checks.context import Context
from dsmigrate.checks.effective import forces_tool, surely_thinks, thinks_unasked
from dsmigrate.checks.sent import Sent, by_place, demanded, doubts, requests_of, sent, sureness
from dsmigrate.checks.toggles import TOOL_CHOICE
from dsmigrate.core.findings import Related, Severity, Verdict
from dsmigrate.core.intents import SetThinking
from dsmigrate.core.sightings import Api, Request
from dsmigrate.core.values import Constant

CODE = "DS305"
APIS = frozenset({Api.CHAT, Api.MESSAGES})


def check_requests(requests: Sequence[Request], context: Context) -> Iterator[Verdict]:
    """One verdict for each value that forces a tool, and each place where a library does it by itself."""
    forcing = (use for use in sent(requests, TOOL_CHOICE, context, APIS) if forces_tool(use.variant, context))
    for uses in by_place(_thinking(forcing, context)).values():
        yield _verdict(uses, context)
    for uses in by_place(_thinking(demanded(requests, TOOL_CHOICE, context), context)).values():
        yield _verdict(uses, context, uses[0].request)


def _thinking(uses: Iterable[Sent], context: Context) -> Iterator[Sent]:
    return (use for use in uses if surely_thinks(use.request, use.variant, context))


def _verdict(uses: Sequence[Sent], context: Context, demanding: Request | None = None) -> Verdict:
    unasked = all(thinks_unasked(use.request, use.variant, context) for use in uses)
    by_itself = f": {uses[0].value.data}" if demanding and isinstance(uses[0].value, Constant) else ""
    return Verdict(
        code=CODE,
        severity=Severity.ERROR,
        confidence=sureness(uses, context),
        message=f"a tool is demanded of a request that thinks{by_itself}; the service answers HTTP 400:"
        f" {context.catalog.tools.forced_error}",
        place=uses[0].place,
        related=tuple(
            Related(
                request.callee,
                "this is where thinking is to be turned off" if demanding else "this call thinks",
            )
            for request in requests_of(uses)
        ),
        intents=tuple(_turned_off(request, uses) for request in requests_of(uses)) if unasked else (),
        fix_message="turn thinking off",
        unsafe=tuple(
            dict.fromkeys(
                (
                    "the request would not think any more, and gives up what it gains by it",
                    *doubts(uses, context),
                )
            )
        ),
        not_fixed=""
        if unasked
        else "thinking is asked for as well, and which of the two gives way is for a person to decide",
    )


def _turned_off(request: Request, uses: Sequence[Sent]) -> SetThinking:
    wrong = [use.variant for use in uses if use.request is request]
    modes = tuple(DISABLED if variant in wrong else None for variant in request.variants)
    return SetThinking(request.place, modes, changes=True)
