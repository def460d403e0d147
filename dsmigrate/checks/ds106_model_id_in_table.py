"""DS106: a retired model ID in a menu, a registry, a price table or a list of choices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsmigrate.checks.context import Context
from dsmigrate.checks.named import counts, retired_in
from dsmigrate.core.findings import Confidence, Severity, Verdict
from dsmigrate.core.sightings import Mention, Role

CODE = "DS106"


def check_mentions(mentions: Sequence[Mention], context: Context) -> Iterator[Verdict]:
    """One verdict for each entry; at low confidence where a prefix says that it may be another vendor's."""
    for mention in mentions:
        if mention.role is Role.TABLE and counts(mention.model, context):
            yield Verdict(
                code=CODE,
                severity=Severity.INFO,
                confidence=Confidence.LOW if mention.prefix else Confidence.MEDIUM,
                message=f"`{mention.model}` is retired and stands in a table ({mention.note}); no request was seen to use it",
                place=mention.place,
                not_fixed=_why_it_stays(mention, context),
            )


def _why_it_stays(mention: Mention, context: Context) -> str:
    target = context.targets.for_mode(context.catalog.models[mention.model].thinking)
    for text in mention.beside:
        if text == mention.prefix + target:
            return f"`{text}` stands in the table already, and would come to stand there twice"
        other = retired_in(text, context)
        if other is not None and other["id"] != mention.model and (other["prefix"] or "") == mention.prefix:
            return f"it and `{text}` become one name, and the table would get a double entry"
    return (
        "what is chosen there is not followed to a request, and a rename alone would change its thinking mode"
    )
