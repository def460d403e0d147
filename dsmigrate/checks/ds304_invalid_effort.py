"""DS304: an effort that the service does not know, that it takes for another, or that stands beside disabled thinking.

https://api-docs.deepseek.com/guides/thinking_mode
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsmigrate.catalog.thinking import DISABLED, EFFORT, THINKING
from dsmigrate.checks.context import Context
from dsmigrate.checks.effective import retired
from dsmigrate.checks.sent import (
    Sent,
    by_place,
    doubts,
    is_within,
    other_readers,
    other_receivers,
    requests_of,
    senders,
    sent,
    sureness,
)
from dsmigrate.checks.toggles import said
from dsmigrate.core.findings import Severity, Verdict
from dsmigrate.core.intents import DropField, Intent, SetText, SetThinking
from dsmigrate.core.sightings import Request
from dsmigrate.core.values import Constant

CODE = "DS304"


def check_requests(requests: Sequence[Request], context: Context) -> Iterator[Verdict]:
    """One verdict for each value that is sent as the effort and does not do what it says."""
    for uses in by_place(sent(requests, EFFORT, context)).values():
        beside = [use for use in uses if said(use.variant.fields.get(THINKING)) == DISABLED]
        if beside:
            yield _beside(uses, beside, context)
        elif isinstance(uses[0].value, Constant):
            yield from _word(uses, uses[0].value, context)


def _beside(uses: Sequence[Sent], beside: Sequence[Sent], context: Context) -> Verdict:
    thinks = "the same effort is also sent where the request thinks" if len(beside) < len(uses) else ""
    return Verdict(
        code=CODE,
        severity=Severity.ERROR,
        confidence=sureness(beside, context),
        message=f"`{EFFORT}` beside thinking that is disabled: the service answers HTTP 400:"
        f" {context.catalog.efforts.beside_disabled_error}",
        place=beside[0].place,
        related=senders(beside),
        intents=() if thinks else tuple(DropField(request.place, EFFORT) for request in requests_of(uses)),
        fix_message=f"leave out `{EFFORT}`",
        unsafe=tuple(dict.fromkeys(doubts(uses, context))),
        display=tuple(dict.fromkeys(other_receivers(uses, EFFORT, context))),
        not_fixed=thinks,
    )


def _word(uses: Sequence[Sent], effort: Constant, context: Context) -> Iterator[Verdict]:
    table, word = context.catalog.efforts, str(effort.data)
    meaning = table.meaning(word, context.as_of)
    if meaning == word:
        return
    intents, not_fixed = _remedy(uses, effort, meaning, context)
    # Another word is put in the place of this one; thinking that is turned off takes the field from the whole call.
    others = (
        other_readers(uses, requests_of(uses), EFFORT, context)
        if meaning
        else other_receivers(uses, EFFORT, context)
    )
    known = ", ".join(f"`{each}`" for each in table.known(context.as_of))
    yield Verdict(
        code=CODE,
        severity=Severity.INFO if meaning else Severity.ERROR,
        confidence=sureness(uses, context),
        message=f"`{word}` is taken as `{meaning}`"
        if meaning
        else f"the service knows no effort `{word}` and answers HTTP 400: {table.unknown_error} `{word}`;"
        f" it takes {known}",
        place=uses[0].place,
        related=senders(uses),
        intents=intents,
        fix_message=f"say `{meaning}`" if meaning else "say that thinking is disabled",
        unsafe=tuple(dict.fromkeys((_why_unsafe(meaning), *doubts(uses, context)))),
        display=tuple(dict.fromkeys(others)),
        not_fixed=not_fixed,
    )


def _why_unsafe(meaning: str) -> str:
    if meaning:
        return (
            "what the words mean has changed before: another service, or a later one, may tell the two apart"
        )
    return "the request fails today, and would not think then"


def _remedy(
    uses: Sequence[Sent], effort: Constant, meaning: str, context: Context
) -> tuple[tuple[Intent, ...], str]:
    """What is to be done about a word, and why nothing is."""
    if any(not is_within(use) for use in uses) or effort.outside or not effort.editable:
        return (), "it is not written in the call, and may be read by other code"
    if meaning:
        return (SetText(effort.place, meaning),), ""
    if effort.data not in context.catalog.efforts.meant_off:
        return (), "which effort was meant is for a person to say"
    if any(retired(use.variant.model, context) for use in uses) or any(
        THINKING in use.variant.fields for use in uses
    ):
        return (), "the request is in a thinking mode of its own, and which was meant is for a person to say"
    modes = {request.place: [DISABLED] * len(request.variants) for request in requests_of(uses)}
    return tuple(SetThinking(place, tuple(each), (EFFORT,)) for place, each in modes.items()), ""
